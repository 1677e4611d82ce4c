/** The library has no types: what is used of it. */
declare module '@citation-js/core' {
  type Item = Record<string, unknown>;
  type OutputOptions = {
    template: string;
    lang: string;
    format: 'html' | 'text';
    asEntryArray: true;
    nosort?: boolean;
  };
  export const plugins: {
    config: { get(name: '@csl'): { locales: { add(language: string, xml: string): unknown } } };
    output: { format(name: 'bibliography', items: Item[], options: OutputOptions): [id: string, entry: string][] };
  };
}
declare module '@citation-js/plugin-csl';
