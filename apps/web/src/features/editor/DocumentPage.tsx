/** Placeholder until the page is wired up. */
export const DocumentPage = ({ id }: { id: string }) => <article data-id={id} />;
