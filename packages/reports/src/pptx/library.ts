/**
 * The library's types and its code disagree about how it is exported (its types are read as CommonJS, its import is an ES
 * module): here they are brought together, and the code is loaded when the first presentation is asked for.
 */
import { createRequire } from 'node:module';
import type library from 'pptxgenjs';

export type Presentation = InstanceType<typeof library.default>;
export type SlideCanvas = library.default.Slide;
export type ChartOptions = library.default.IChartOpts;
export type MasterObject = NonNullable<library.default.SlideMasterProps['objects']>[number];
export type CellOptions = library.default.TableCellProps;

export const newPresentation = (): Presentation => {
  const Made: typeof library.default = createRequire(import.meta.url)('pptxgenjs');
  return new Made();
};
