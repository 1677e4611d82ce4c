declare module 'snowball-stemmers' {
  export const newStemmer: (language: 'swedish') => { stem: (word: string) => string };
}
