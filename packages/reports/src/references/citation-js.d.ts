/** The library has no types: what the product uses of it. */
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
    input: { chain(input: string, options: { forceType: string; generateGraph: false }): Item[] };
  };
}
declare module '@citation-js/plugin-csl';
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
