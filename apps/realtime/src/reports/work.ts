/** What goes to the reports' own thread, and what comes back. */
import type { Face, FaceName, HtmlOptions, ReportInput } from '@samsyn/reports';

export type ReportJob = { id: number; input: ReportInput; faces: FaceName[]; html: HtmlOptions };
export type MadeFace = Face & { face: FaceName };
export type ReportAnswer = { id: number; made: MadeFace[] } | { id: number; error: string };
