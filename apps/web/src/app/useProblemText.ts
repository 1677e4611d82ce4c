import { isProblem, NetworkError } from '../api/problem.ts';
import { useText } from '../text/index.ts';

/** @returns a function from whatever was thrown to a sentence for a person. */
export const useProblemText = (): ((error: unknown) => string) => {
  const { error: words } = useText();
  return (error) => {
    if (error instanceof NetworkError) return words.network;
    if (!isProblem(error)) return words.unknown;
    if (error.problem.title !== '') return error.problem.title;
    return error.status >= 500 ? words.server : words.unknown;
  };
};
