/** Smallest changes of a block's content: what stays the same stays the same Yjs element, with carets and comments on it. */
import { childrenOf, type DocMark, type DocNode, readElement, toYjs, withIds } from '@samsyn/document';
import * as Y from 'yjs';
import { signature } from './content.ts';

type Parent = Y.XmlFragment | Y.XmlElement;
type Formats = Record<string, unknown>;

const formatsOf = (marks: readonly DocMark[] | undefined): Formats =>
  Object.fromEntries((marks ?? []).map((mark) => [mark.type, mark.attrs ?? {}]));

type Run = { text: string; formats: Formats };
const runsOf = (text: Y.XmlText): Run[] => {
  const parts: { insert?: unknown; attributes?: Formats }[] = text.toDelta();
  return parts.map(({ insert, attributes }) => ({
    text: typeof insert === 'string' ? insert : ' ',
    formats: attributes ?? {},
  }));
};

const isComment = (format: string): boolean => format.startsWith('comment');

/** Sets and clears marks where they differ; comments are people's and stay. */
const formatTo = (text: Y.XmlText, wanted: readonly Run[]): void => {
  let at = 0;
  for (const run of wanted) {
    let from = 0;
    for (const now of runsOf(text)) {
      const start = Math.max(from, at);
      const end = Math.min(from + now.text.length, at + run.text.length);
      from += now.text.length;
      if (start >= end) continue;
      const changes: Formats = {};
      for (const name of Object.keys(now.formats)) if (!isComment(name) && !(name in run.formats)) changes[name] = null;
      for (const [name, value] of Object.entries(run.formats)) {
        if (JSON.stringify(now.formats[name]) !== JSON.stringify(value)) changes[name] = value;
      }
      if (Object.keys(changes).length > 0) text.format(start, end - start, changes);
    }
    at += run.text.length;
  }
};

/** @returns how many units two texts share at their start; never half of a surrogate pair. */
const sharedStart = (one: string, other: string): number => {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one[at] === other[at]) at += 1;
  return /[\ud800-\udbff]$/.test(one.slice(0, at)) ? at - 1 : at;
};
const sharedEnd = (one: string, other: string, most: number): number => {
  let count = 0;
  while (count < most && one[one.length - 1 - count] === other[other.length - 1 - count]) count += 1;
  return /^[\udc00-\udfff]/.test(one.slice(one.length - count)) ? count - 1 : count;
};

/** Makes the text say what the nodes say, by taking out and putting in the middle that differs. */
const writeRuns = (text: Y.XmlText, nodes: readonly DocNode[]): void => {
  const wanted = nodes.map((node): Run => ({ text: node.text ?? '', formats: formatsOf(node.marks) }));
  const before = runsOf(text)
    .map((run) => run.text)
    .join('');
  const after = wanted.map((run) => run.text).join('');
  const start = sharedStart(before, after);
  const end = sharedEnd(before, after, Math.min(before.length, after.length) - start);
  if (before.length > start + end) text.delete(start, before.length - start - end);
  if (after.length > start + end) text.insert(start, after.slice(start, after.length - end));
  formatTo(text, wanted);
};

/** Children as they stand in Yjs: neighbouring texts are one. */
const grouped = (nodes: readonly DocNode[]): DocNode[][] => {
  const groups: DocNode[][] = [];
  for (const node of nodes) {
    const last = groups.at(-1);
    if (node.type === 'text' && last?.[0]?.type === 'text') last.push(node);
    else groups.push([node]);
  }
  return groups;
};

const isText = (group: readonly DocNode[] | undefined): boolean => group?.[0]?.type === 'text';
const sameGroup = (child: Y.XmlElement | Y.XmlText | undefined, group: readonly DocNode[] | undefined): boolean => {
  if (!child || !group?.[0]) return false;
  if (child instanceof Y.XmlText) {
    const now = readText(child);
    return (
      isText(group) && signature({ type: 'doc', content: now }) === signature({ type: 'doc', content: [...group] })
    );
  }
  return !isText(group) && signature(readElement(child)) === signature(group[0]);
};

const readText = (text: Y.XmlText): DocNode[] =>
  runsOf(text).map((run) => ({
    type: 'text',
    text: run.text,
    marks: Object.entries(run.formats).map(([type, attrs]) => ({ type, attrs: Object(attrs) })),
  }));

const childrenIn = (parent: Parent): (Y.XmlElement | Y.XmlText)[] =>
  parent.toArray().filter((child) => child instanceof Y.XmlElement || child instanceof Y.XmlText);

const sameKind = (child: Y.XmlElement | Y.XmlText | undefined, group: readonly DocNode[] | undefined): boolean => {
  if (!child || !group?.[0]) return false;
  if (child instanceof Y.XmlText) return isText(group);
  return child.nodeName === group[0].type && child.nodeName !== 'citation' && child.nodeName !== 'image';
};

/**
 * Makes the element hold these nodes. Children that say the same at both ends are left alone; what is in the middle is
 * paired by place, and changed inside where it is of the same kind.
 */
export const writeChildren = (parent: Parent, nodes: readonly DocNode[]): void => {
  const groups = grouped(nodes);
  const now = childrenIn(parent);
  let start = 0;
  while (start < now.length && start < groups.length && sameGroup(now[start], groups[start])) start += 1;
  let end = 0;
  const most = Math.min(now.length, groups.length) - start;
  while (end < most && sameGroup(now[now.length - 1 - end], groups[groups.length - 1 - end])) end += 1;

  let at = start;
  for (let index = start; index < groups.length - end; index += 1) {
    const child = index < now.length - end ? now[index] : undefined;
    const group = groups[index] ?? [];
    if (child && sameKind(child, group)) {
      if (child instanceof Y.XmlText) writeRuns(child, group);
      else writeChildren(child, childrenOf(group[0] ?? { type: '' }));
    } else {
      if (child) parent.delete(at, 1);
      parent.insert(at, toYjs(group.map(withIds)));
    }
    at += 1;
  }
  const extra = now.length - end - Math.max(start, groups.length - end);
  if (extra > 0) parent.delete(at, extra);
};
