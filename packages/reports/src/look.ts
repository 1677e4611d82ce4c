/** The product's colours, as files that are read on paper and screens of others need them: hex, on white. */
export const colors = {
  ink: '#1D2530',
  quiet: '#55606E',
  line: '#D9D5CC',
  sunk: '#F6F4EF',
  paper: '#FFFFFF',
  spruce: '#1F5C4A',
  thread: '#B4232C',
  /** series of a chart: told apart by lightness too, each 3:1 on white */
  series: ['#1F5C4A', '#C07A1B', '#5B7FA6', '#55606E'],
};
export const hex = (color: string): string => color.slice(1);
