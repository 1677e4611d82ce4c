/** What several tables begin with. */
export const abc = [
  { _id: 1, n: 3, s: 'a', tags: ['x', 'y'] },
  { _id: 2, n: 1, s: 'b', tags: ['y'] },
  { _id: 3, n: 2, s: 'c', tags: [] },
];
export const ids = (...list: number[]) => list.map((_id) => ({ _id }));
export const only = { projection: { _id: 1 } };
export const two = [
  { _id: 1, n: 1 },
  { _id: 2, n: 2 },
];
export const index = (key: object, name: string, options: object = {}) => ({ key, name, ...options });
export const made = (key: object, name: string, options: object = {}) => ({
  createIndexes: 'C',
  indexes: [index(key, name, options)],
});
