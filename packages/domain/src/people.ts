/**
 * Twelve colours for people that differ in lightness too; the server gives each account one. Each is at least
 * 4.5:1 against white; the browser lightens them in dark mode (tokens --person-1 … --person-12 in packages/ui).
 */
export const personColors = [
  '#7A3E9D',
  '#0B6E99',
  '#A34A00',
  '#2F6B1E',
  '#9B2247',
  '#3B4CB8',
  '#6B5300',
  '#00695C',
  '#5D4037',
  '#8A1C7C',
  '#1B4F72',
  '#4A5A1F',
] as const;

/** @returns the colour of an account, the same on every node: chosen by its id. */
export const colorOf = (accountId: string): string => {
  let hash = 0;
  for (const character of accountId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return personColors[hash % personColors.length] ?? personColors[0];
};

/** "Maria Berg" → "MB". */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toLocaleUpperCase('sv');
};
