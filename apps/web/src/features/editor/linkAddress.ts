import { isSafeLink } from '@samsyn/document';

/** "example.org" and "a@example.org" are what people write; @returns a safe address, or null */
export const addressOf = (written: string): string | null => {
  const words = written.trim();
  if (words === '') return null;
  const withScheme = /^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(words)
    ? `mailto:${words}`
    : /^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(words)
      ? `https://${words}`
      : words;
  return isSafeLink(withScheme) ? withScheme : null;
};
