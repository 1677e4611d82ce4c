/**
 * The one editor schema as a table: what may stand in a document. The server's inspection, the reading of documents and
 * the editor (./editor) all follow it. A change of what may stand here is a new `schemaVersion`.
 */
import { citationTargets, claimKinds } from '@samsyn/domain';

export const schemaVersion = 1;

/** The roots of a document's Y.Doc. `draft` holds what an analysis remembers of its generated blocks; only the server writes it. */
export const bodyRoot = 'body';
export const draftRoot = 'draft';
export const serverRoots: readonly string[] = [draftRoot];

/** A rule says whether a value may stand in an attribute. */
export type AttributeRule = (value: unknown) => boolean;
export type ElementRule = {
  /** block: stands between blocks. inline: stands in text. part: only inside its parent (cells, list items). */
  level: 'block' | 'inline' | 'part';
  /** what it holds */
  holds: 'blocks' | 'text' | 'parts' | 'nothing';
  attributes: Readonly<Record<string, AttributeRule>>;
};

const isText =
  (max: number): AttributeRule =>
  (value) =>
    typeof value === 'string' && value.length <= max;
const isOneOf =
  (allowed: readonly unknown[]): AttributeRule =>
  (value) =>
    allowed.includes(value);
const isCount =
  (max: number): AttributeRule =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max;

export const isBlockId: AttributeRule = (value) => typeof value === 'string' && /^[\w.:-]{1,80}$/.test(value);
const isKey: AttributeRule = (value) => typeof value === 'string' && /^[\w.:/-]{1,200}$/.test(value);
const isSlug: AttributeRule = (value) => typeof value === 'string' && /^[a-z0-9-]{1,60}$/.test(value);
const isDay: AttributeRule = (value) =>
  typeof value === 'string' && (value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value));
const isWidths: AttributeRule = (value) =>
  value === null || (Array.isArray(value) && value.length <= 50 && value.every(isCount(10_000)));

/** Web, mail and the product's own addresses; never script, data or file. Control characters and blanks hide schemes. */
export const isSafeLink: AttributeRule = (value) => {
  if (typeof value !== 'string' || value.length > 2000 || /[\p{Cc}\s]/u.test(value)) return false;
  return /^(https?:\/\/|mailto:|\/(?![/\\])|#)/i.test(value);
};
/** Pictures come from the product's own store only. */
export const isSafeImage: AttributeRule = (value) =>
  typeof value === 'string' && /^\/api\/files\/[\w-]{1,100}$/.test(value);

// Y.XmlElement is typed for texts: other clients write a level as one.
const isHeadingLevel: AttributeRule = (value) => /^[1-4]$/.test(String(value)) && !Array.isArray(value);

const id = { id: isBlockId };
const cell = {
  colspan: isCount(50),
  rowspan: isCount(1000),
  colwidth: isWidths,
  align: isOneOf(['left', 'center', 'right']),
};

export const elements: Readonly<Record<string, ElementRule>> = {
  paragraph: { level: 'block', holds: 'text', attributes: { ...id, key: isKey } },
  heading: { level: 'block', holds: 'text', attributes: { ...id, key: isKey, level: isHeadingLevel } },
  bulletList: { level: 'block', holds: 'parts', attributes: {} },
  orderedList: { level: 'block', holds: 'parts', attributes: { start: isCount(100_000), type: isText(1) } },
  listItem: { level: 'part', holds: 'blocks', attributes: {} },
  blockquote: { level: 'block', holds: 'blocks', attributes: {} },
  horizontalRule: { level: 'block', holds: 'nothing', attributes: {} },
  table: { level: 'block', holds: 'parts', attributes: { ...id, key: isKey } },
  tableRow: { level: 'part', holds: 'parts', attributes: {} },
  tableCell: { level: 'part', holds: 'blocks', attributes: cell },
  tableHeader: { level: 'part', holds: 'blocks', attributes: cell },
  image: {
    level: 'block',
    holds: 'nothing',
    attributes: {
      ...id,
      src: isSafeImage,
      alt: isText(1000),
      title: isText(300),
      width: isCount(10_000),
      height: isCount(10_000),
    },
  },
  claim: {
    level: 'block',
    holds: 'blocks',
    attributes: {
      ...id,
      key: isKey,
      kind: isOneOf(claimKinds),
      priorityArea: isSlug,
      owner: isText(200),
      due: isDay,
      expectedEffect: isText(2000),
    },
  },
  citation: {
    level: 'inline',
    holds: 'nothing',
    attributes: { targetType: isOneOf(citationTargets), targetId: isBlockId },
  },
  hardBreak: { level: 'inline', holds: 'nothing', attributes: {} },
};

const suggestion = { id: isBlockId, userId: isBlockId, at: isText(40) };

export const marks: Readonly<Record<string, Readonly<Record<string, AttributeRule>>>> = {
  bold: {},
  italic: {},
  underline: {},
  strike: {},
  code: {},
  link: {
    href: isSafeLink,
    target: isOneOf(['_blank', '_self']),
    rel: isText(100),
    class: isText(100),
    title: isText(300),
  },
  insertion: suggestion,
  deletion: suggestion,
  modification: {
    ...suggestion,
    type: isText(40),
    attrName: isText(40),
    previousValue: isText(2000),
    newValue: isText(2000),
  },
  comment: { id: isBlockId },
};

/** Where marks of one kind overlap, Yjs names them with `--` and a hash. */
export const markName = (formatting: string): string => formatting.split('--')[0] ?? formatting;

/** Empty attributes are the same as absent ones. */
export const mayHold = (rules: Readonly<Record<string, AttributeRule>>, name: string, value: unknown): boolean => {
  if (!Object.hasOwn(rules, name)) return false;
  return value === null || value === undefined || (rules[name]?.(value) ?? false);
};

/** Elements that carry an `id` for life. */
export const identified: readonly string[] = Object.entries(elements)
  .filter(([, rule]) => Object.hasOwn(rule.attributes, 'id'))
  .map(([name]) => name);

/** How deep elements may stand in each other: more is nobody's text. */
export const maxDepth = 24;
