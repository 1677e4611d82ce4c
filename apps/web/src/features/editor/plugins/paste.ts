/** What a paste brings: the words and their shape. From Word: headings, lists, tables and bold, nothing else. */
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { pasteKeepsIds, withoutOrigin } from '../documentEditor.ts';

const isFromWord = (html: string): boolean =>
  /urn:schemas-microsoft-com:office|class="?Mso|content="?(?:Microsoft )?Word/i.test(html);

const kept = new Set([
  'H1',
  'H2',
  'H3',
  'H4',
  'P',
  'UL',
  'OL',
  'LI',
  'TABLE',
  'THEAD',
  'TBODY',
  'TR',
  'TD',
  'TH',
  'BR',
  'STRONG',
]);
const dropped = new Set(['STYLE', 'SCRIPT', 'META', 'LINK', 'TITLE', 'XML', 'HEAD', 'O:P', 'IMG', 'OBJECT']);

const headingLevel = (element: Element): number | null => {
  const named = /MsoTitle|MsoHeading(\d)|Rubrik(\d)|Heading(\d)/i.exec(element.className);
  if (named === null) return null;
  return Math.min(4, Number(named[1] ?? named[2] ?? named[3] ?? 1));
};

const listLevel = (element: Element): number | null => {
  const level = /mso-list:[^;"]*level(\d)/i.exec(element.getAttribute('style') ?? '')?.[1];
  if (level !== undefined) return Number(level);
  return /MsoListParagraph/i.test(element.className) ? 1 : null;
};

/** Word writes the bullet or number as text, marked to be ignored. */
const isMarker = (element: Element): boolean => /mso-list:\s*ignore/i.test(element.getAttribute('style') ?? '');
const isNumbered = (element: Element): boolean => {
  const marker = [...element.querySelectorAll('*')].find(isMarker)?.textContent ?? '';
  return /^\s*(\d+|[a-z]|[ivx]+)[.)]/i.test(marker);
};

const isBold = (element: Element): boolean =>
  element.tagName === 'B' ||
  element.tagName === 'STRONG' ||
  /font-weight:\s*(bold|[6-9]00)/i.test(element.getAttribute('style') ?? '');

const cleanInto = (source: Node, target: Node, document: Document): void => {
  for (const child of source.childNodes) {
    if (child instanceof Text) target.appendChild(document.createTextNode(child.data.replaceAll(/\s+/g, ' ')));
    if (!(child instanceof Element) || dropped.has(child.tagName) || isMarker(child)) continue;
    const name = isBold(child) ? 'STRONG' : kept.has(child.tagName) ? child.tagName : null;
    if (name === null) {
      cleanInto(child, target, document);
      continue;
    }
    const made = document.createElement(name);
    for (const span of ['colspan', 'rowspan']) {
      const value = child.getAttribute(span);
      if (value !== null && (name === 'TD' || name === 'TH')) made.setAttribute(span, value);
    }
    cleanInto(child, made, document);
    target.appendChild(made);
  }
};

/** Paragraphs that Word calls list items become lists, nested by their level. */
const shapeBlocks = (body: Element, document: Document): DocumentFragment => {
  const result = document.createDocumentFragment();
  const open: HTMLElement[] = [];
  const blocks = [...body.querySelectorAll('h1,h2,h3,h4,p,ul,ol,table')].filter(
    (element) => element.parentElement?.closest('table,ul,ol') === null,
  );
  for (const block of blocks) {
    const level = block.tagName === 'P' ? listLevel(block) : null;
    if (level === null) {
      open.length = 0;
      const heading = block.tagName === 'P' ? headingLevel(block) : null;
      const made = document.createElement(heading === null ? block.tagName : `H${heading}`);
      cleanInto(block, made, document);
      if (made.textContent.trim() !== '' || made.tagName === 'TABLE') result.appendChild(made);
      continue;
    }
    open.length = Math.min(open.length, level);
    if (open.length === level && (open.at(-1)?.tagName === 'OL') !== isNumbered(block)) open.length = level - 1;
    while (open.length < level) {
      const list = document.createElement(isNumbered(block) ? 'OL' : 'UL');
      (open.at(-1)?.lastElementChild ?? open.at(-1) ?? result).appendChild(list);
      open.push(list);
    }
    const item = document.createElement('LI');
    const line = document.createElement('P');
    cleanInto(block, line, document);
    item.appendChild(line);
    open.at(-1)?.appendChild(item);
  }
  return result;
};

/** @returns Word's HTML without everything but headings, lists, tables and bold; other HTML as it is. */
export const fromWord = (html: string): string => {
  if (!isFromWord(html)) return html;
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const target = document.implementation.createHTMLDocument('');
  const holder = target.createElement('div');
  holder.appendChild(shapeBlocks(parsed.body, target));
  return holder.innerHTML;
};

/** Blocks that are cut here and pasted here keep their ids: citations of them hold. */
export const pastePlugin = (): Plugin => {
  let cut: ReadonlySet<string> = new Set();
  return new Plugin({
    key: new PluginKey('paste'),
    props: {
      handleDOMEvents: {
        cut: (view) => {
          const ids = new Set<string>();
          const { from, to } = view.state.selection;
          view.state.doc.nodesBetween(from, to, (node) => {
            const id: unknown = node.attrs['id'];
            if (typeof id === 'string') ids.add(id);
          });
          cut = ids;
          return false;
        },
        copy: () => {
          cut = new Set();
          return false;
        },
      },
      transformPastedHTML: fromWord,
      transformPasted: (slice, view) => {
        if (view.dragging?.move === true) return withoutOrigin(slice, () => true);
        return withoutOrigin(slice, pasteKeepsIds(view.state.doc, cut));
      },
    },
  });
};
