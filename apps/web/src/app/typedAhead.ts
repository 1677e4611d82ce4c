/**
 * Collects what is typed from now on, for a field that is still on its way (its code is fetched when it is first opened).
 * @returns a function that stops collecting and gives the words.
 */
export const typedAhead = (): (() => string) => {
  let words = '';
  const listen = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Backspace') words = words.slice(0, -1);
    else if ([...event.key].length === 1) words += event.key;
  };
  document.addEventListener('keydown', listen, true);
  return () => {
    document.removeEventListener('keydown', listen, true);
    return words;
  };
};
