/** What a paste brings: the words and their shape. From Word: headings, lists, tables and bold, nothing else. */
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { pasteKeepsIds, withoutOrigin } from '../documentEditor.ts';

const isFromWord = (html: string): boolean =>
  /urn:schemas-microsoft-com:office|class="?Mso|content="?(?:Microsoft )?Word/i.test(html);

const dropped = new Set(['STYLE', 'SCRIPT', 'META', 'LINK', 'TITLE', 'XML', 'HEAD', 'IMG', 'OBJECT']);
/** What stays what it is around the blocks in it. */
const held = new Set(['UL', 'OL', 'LI', 'TABLE', 'THEAD', 'TBODY', 'TFOOT', 'TR', 'TD', 'TH']);
/** A line of words: a heading or a paragraph. */
const line = new Set(['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'P']);
/** What stands on lines of its own, and is nothing here but the words in it. */
const lines = new Set([
  'DIV',
  'PRE',
  'BLOCKQUOTE',
  'CENTER',
  'ADDRESS',
  'SECTION',
  'ARTICLE',
  'DL',
  'DT',
  'DD',
  'CAPTION',
]);
const isBlock = ({ tagName }: Element): boolean => held.has(tagName) || line.has(tagName) || lines.has(tagName);

const headingLevel = (element: Element): number | null => {
  if (element.tagName !== 'P') return Math.min(4, Number(element.tagName.slice(1)));
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
const isLeftOut = (element: Element): boolean => dropped.has(element.tagName) || isMarker(element);
const isNumbered = (element: Element): boolean => {
  const marker = [...element.querySelectorAll('*')].find(isMarker)?.textContent ?? '';
  return /^\s*(\d+|[a-z]|[ivx]+)[.)]/i.test(marker);
};

const isBold = (element: Element): boolean =>
  element.tagName === 'B' ||
  element.tagName === 'STRONG' ||
  /font-weight:\s*(bold|[6-9]00)/i.test(element.getAttribute('style') ?? '');

/** The words of a line, with what is bold and where it breaks. */
const wordsInto = (nodes: Iterable<Node>, target: Node, document: Document): void => {
  for (const node of nodes) {
    if (node instanceof Text) target.appendChild(document.createTextNode(node.data.replaceAll(/\s+/g, ' ')));
    if (!(node instanceof Element) || isLeftOut(node)) continue;
    const name = isBold(node) ? 'STRONG' : node.tagName === 'BR' ? 'BR' : null;
    const made = name === null ? target : target.appendChild(document.createElement(name));
    wordsInto(node.childNodes, made, document);
  }
};

const hasWords = (node: Node): boolean => node.textContent?.trim() !== '';

/** Puts the blocks of `source` into `target`; no word is left out. */
class Shaping {
  readonly #document: Document;
  readonly #target: Node;
  /** the lists that a paragraph which Word calls a list item may go on with, by level */
  readonly #open: HTMLElement[] = [];
  /** the line that loose words stand on */
  #loose: HTMLElement | null = null;

  constructor(target: Node, document: Document) {
    this.#target = target;
    this.#document = document;
  }

  take(source: Node): void {
    for (const child of source.childNodes) {
      if (child instanceof Text) this.#words(child);
      if (!(child instanceof Element) || isLeftOut(child)) continue;
      if (!isBlock(child) && ![...child.querySelectorAll('*')].some(isBlock)) {
        this.#words(child);
        continue;
      }
      this.#loose = null;
      if (line.has(child.tagName)) this.#line(child);
      else if (held.has(child.tagName)) this.#holder(child);
      else this.take(child);
      this.#loose = null;
    }
  }

  #words(node: Text | Element): void {
    if (this.#loose === null && !hasWords(node)) return;
    this.#loose ??= this.#put('P');
    wordsInto([node], this.#loose, this.#document);
  }

  #line(element: Element): void {
    const listed = element.tagName === 'P' ? listLevel(element) : null;
    if (listed !== null) return this.#item(element, listed);
    if (!hasWords(element)) return;
    const heading = headingLevel(element);
    wordsInto(element.childNodes, this.#put(heading === null ? 'P' : `H${heading}`), this.#document);
  }

  #holder(element: Element): void {
    const made = this.#put(element.tagName);
    for (const span of ['colspan', 'rowspan']) {
      const value = element.getAttribute(span);
      if (value !== null && /^T[DH]$/.test(element.tagName)) made.setAttribute(span, value);
    }
    new Shaping(made, this.#document).take(element);
  }

  /** Paragraphs that Word calls list items become lists, nested by their level. */
  #item(element: Element, level: number): void {
    const open = this.#open;
    const tag = isNumbered(element) ? 'OL' : 'UL';
    open.length = Math.min(open.length, level);
    if (open.length === level && open.at(-1)?.tagName !== tag) open.length = level - 1;
    while (open.length < level) {
      const list = this.#document.createElement(tag);
      (open.at(-1)?.lastElementChild ?? open.at(-1) ?? this.#target).appendChild(list);
      open.push(list);
    }
    const item = this.#document.createElement('LI');
    wordsInto(element.childNodes, item.appendChild(this.#document.createElement('P')), this.#document);
    open.at(-1)?.appendChild(item);
  }

  #put(tagName: string): HTMLElement {
    this.#open.length = 0;
    const made = this.#document.createElement(tagName);
    this.#target.appendChild(made);
    return made;
  }
}

/** @returns Word's HTML without everything but headings, lists, tables and bold; other HTML as it is. */
export const fromWord = (html: string): string => {
  if (!isFromWord(html)) return html;
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const target = document.implementation.createHTMLDocument('');
  const holder = target.createElement('div');
  new Shaping(holder, target).take(parsed.body);
  // Words from within a line join the line at the caret.
  const only = holder.childElementCount === 1 ? holder.querySelector(':scope > p') : null;
  return (only ?? holder).innerHTML;
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
