// This page and its folder are being built on ../editor/contract.ts: the editor's part is ../editor/CoEditor.tsx.
/** Placeholder until the page is wired up. */
export const SeminarPage = ({ id }: { id: string }) => <article data-id={id} />;
