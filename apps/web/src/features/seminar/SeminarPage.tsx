/** Placeholder until the page is wired up. */
export const SeminarPage = ({ id }: { id: string }) => <article data-id={id} />;
