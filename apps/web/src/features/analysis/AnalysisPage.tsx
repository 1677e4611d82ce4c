/** Placeholder until the page is wired up. */
export const AnalysisPage = ({ id }: { id: string }) => <article data-id={id} />;
