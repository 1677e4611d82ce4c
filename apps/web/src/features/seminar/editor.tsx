import type { CoEditorProps } from '../editor/contract.ts';

/** Stands in until the editor's own component is there. */
export const CoEditor = ({ label }: CoEditorProps) => <article aria-label={label} />;
