/** Number words of Swedish, one to ninety-nine. */
const small = [
  ['noll'],
  ['en', 'ett'],
  ['två'],
  ['tre'],
  ['fyra'],
  ['fem'],
  ['sex'],
  ['sju'],
  ['åtta'],
  ['nio', 'nie'],
  ['tio', 'tie'],
  ['elva'],
  ['tolv'],
  ['tretton'],
  ['fjorton'],
  ['femton'],
  ['sexton'],
  ['sjutton'],
  ['arton'],
  ['nitton'],
];
const tens = ['tjugo', 'trettio', 'fyrtio', 'femtio', 'sextio', 'sjuttio', 'åttio', 'nittio'];

const values = new Map<string, number>();
for (const [value, names] of small.entries()) for (const name of names) values.set(name, value);
for (const [index, name] of tens.entries()) {
  const ten = (index + 2) * 10;
  values.set(name, ten);
  for (const [value, units] of small.slice(0, 10).entries()) {
    if (value > 0) for (const unit of units) values.set(name + unit, ten + value);
  }
}
values.set('hundra', 100);

const units = small.slice(1, 10).flat().join('|');

/** A number word, for use in a regular expression. */
export const numberWord = `(?:(?:${tens.join('|')})(?:${units})?|${small.flat().toReversed().join('|')}|hundra)`;

/** @returns the number that digits ("12", "1 200") or a number word ("tjugofem") say, or null. Decimals are no counts. */
export const numberOf = (word: string): number | null => {
  const digits = word.replace(/[\s\u00a0\u202f]/g, '');
  if (/^\d{1,9}$/.test(digits)) return Number(digits);
  return values.get(word.toLowerCase()) ?? null;
};
