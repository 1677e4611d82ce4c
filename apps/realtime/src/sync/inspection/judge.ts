/** Whether what a struct holds may stand where it stands: names, attributes, links, nesting. */
import { mayHold, marks, markName, maxDepth, elements, serverRoots, bodyRoot } from '@samsyn/document';
import { getItem, createID, getState } from 'yjs';
import * as Y from 'yjs';
import { body, elementHolder, gone, type Holder, holderOf, server } from './holders.ts';
import { type Neighbour, Order } from './order.ts';
import { Places } from './places.ts';
import { type Content, type Id, type Scan, type Section, type Struct, structAt } from './scan.ts';
import { InvalidUpdate, readAnyAt } from './values.ts';
import type { Work } from './work.ts';

/** What stands only in its own kind of parent. */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A format's value: null ends it, `true` or an object of attributes begins it. */
const judgeFormat = (key: string, value: unknown): void => {
  const name = markName(key);
  const rules = Object.hasOwn(marks, name) ? marks[name] : undefined;
  if (!rules || key.length > 100) throw new InvalidUpdate(`No such mark: ${name.slice(0, 40)}`);
  if (value === null || value === undefined || value === true) return;
  if (!isRecord(value)) throw new InvalidUpdate(`The mark ${name} has a value that it cannot have`);
  for (const [attribute, held] of Object.entries(value)) {
    if (!mayHold(rules, attribute, held))
      throw new InvalidUpdate(`The mark ${name} may not hold ${attribute.slice(0, 40)}`);
  }
};

const judgeAttribute = (holder: Holder, name: string, { content, length }: Struct, bytes: Uint8Array): void => {
  if (holder.kind !== 'element') throw new InvalidUpdate('An attribute where none can be');
  const { attributes } = holder.rule;
  const isKnown = Object.hasOwn(attributes, name);
  if (isKnown && content.kind === 'deleted') return;
  // Who can undo keeps what an attribute was before: Yjs joins those values with the present one.
  const values = content.kind === 'value' ? readAnyAt(bytes, content.at, length) : [undefined];
  if (!isKnown || content.kind !== 'value' || !values.every((value) => mayHold(attributes, name, value))) {
    throw new InvalidUpdate(`${holder.name} may not hold this in ${name.slice(0, 40)}`);
  }
};

const mayStandIn = (holder: Holder, child: string): boolean => {
  const level = elements[child]?.level;
  if (holder.kind === 'body') return level === 'block';
  if (holder.kind !== 'element') return false;
  switch (holder.rule.holds) {
    case 'blocks':
      return level === 'block';
    case 'text':
      return level === 'inline';
    case 'parts':
      return partsOf[holder.name]?.includes(child) ?? false;
    case 'nothing':
      return false;
  }
};

const judgeElement = (holder: Holder, name: string): void => {
  if (!Object.hasOwn(elements, name)) throw new InvalidUpdate(`No such element: ${name.slice(0, 40)}`);
  if (!mayStandIn(holder, name)) throw new InvalidUpdate(`${name} may not stand there`);
  if (holder.depth >= maxDepth) throw new InvalidUpdate('Elements nest too deep');
};

const judgeChild = (holder: Holder, content: Content): void => {
  switch (content.kind) {
    case 'element':
      return judgeElement(holder, content.name);
    case 'text':
      if (holder.kind === 'element' && holder.rule.holds === 'text') return;
      throw new InvalidUpdate('Text may not stand there');
    case 'string':
      if (holder.kind === 'text') return;
      throw new InvalidUpdate('Words outside a text');
    case 'format':
      if (holder.kind !== 'text') throw new InvalidUpdate('A mark outside a text');
      return judgeFormat(content.key, content.value);
    case 'value':
      throw new InvalidUpdate('A value where none can be');
    case 'other':
      throw new InvalidUpdate(`Nothing here may hold ${content.what}`);
    case 'deleted':
    case 'gc':
    case 'skip':
      return;
  }
};

const innerOf = (holder: Holder, content: Content): Holder | null => {
  if (content.kind === 'deleted' || holder === gone) return gone;
  if (holder === server) return server;
  if (content.kind === 'element') return elementHolder(content.name, holder.depth + 1);
  return content.kind === 'text' ? { kind: 'text', depth: holder.depth + 1, type: null } : null;
};

type Place = { holder: Holder; sub: string | null; inner: Holder | null; neighbour: Neighbour | null };
const nowhere = { holder: gone, sub: null, inner: gone, neighbour: null, left: null, right: null };

/** Where a struct stands, and between what. */
type Standing = Pick<Place, 'holder' | 'sub'> & { left: Neighbour | null; right: Neighbour | null };

const innerOfItem = (item: Y.Item): Holder | null => {
  if (item.content instanceof Y.ContentType) return holderOf(item.content.type);
  return item.content instanceof Y.ContentDeleted ? gone : null;
};

/** Judges the structs of one update, one after the other, in an order in which each comes after what it builds on. */
export class Judge {
  readonly #doc: Y.Doc;
  readonly #sections: Map<number, Section>;
  readonly #isServer: boolean;
  readonly #bytes: Uint8Array;
  readonly #order: Order;
  readonly places: Places;
  /** the attributes that each client has begun, of each element */
  readonly #begun = new Map<Holder, Set<string>>();

  /** @param isServer the server's own change: it may write its own roots. */
  constructor(doc: Y.Doc, update: Scan, isServer: boolean, work: Work) {
    this.#doc = doc;
    this.#isServer = isServer;
    this.#bytes = update.bytes;
    this.#order = new Order(doc, work);
    this.#sections = new Map(update.sections.map((section) => [section.client, section]));
    this.places = new Places(doc, this.#sections, isServer, work);
  }

  /** @throws InvalidUpdate when the struct may not stand where it stands. */
  judge(client: number, struct: Struct): void {
    if (struct.content.kind === 'gc') {
      struct.holder = gone;
      struct.inner = gone;
    }
    if (struct.content.kind === 'gc' || struct.content.kind === 'skip') return;
    const { holder, sub, left, right } = this.#placeOf(struct);
    struct.holder = holder;
    struct.sub = sub;
    if (holder === server && !this.#isServer) throw new InvalidUpdate('Only the server writes there');
    if (holder !== server && holder !== gone) {
      if (sub === null) judgeChild(holder, struct.content);
      else this.#judgeAttribute(client, struct, holder, sub);
    }
    struct.inner = innerOf(holder, struct.content);
    this.places.put(struct, left, right);
  }

  #judgeAttribute(client: number, struct: Struct, holder: Holder, sub: string): void {
    judgeAttribute(holder, sub, struct, this.#bytes);
    // Yjs puts a new value after the one it knows; only who knows none says the parent, and that once.
    if (struct.right) throw new InvalidUpdate('An attribute before another');
    if (struct.left) return;
    const begun = this.#begun.get(holder) ?? new Set<string>();
    this.#begun.set(holder, begun);
    const name = `${client}/${sub}`;
    if (begun.has(name)) throw new InvalidUpdate('An attribute begun twice');
    begun.add(name);
  }

  #placeOf(struct: Struct): Standing {
    const { sub } = struct;
    if (typeof struct.parent === 'string') {
      if (struct.parent === bodyRoot) return { holder: body, sub, left: null, right: null };
      if (serverRoots.includes(struct.parent)) return { holder: server, sub, left: null, right: null };
      throw new InvalidUpdate(`No such root: ${struct.parent.slice(0, 40)}`);
    }
    if (struct.parent !== null) {
      const { inner } = this.#find(struct.parent);
      if (!inner) throw new InvalidUpdate('Something stands in what holds nothing');
      return { holder: inner, sub, left: null, right: null };
    }
    return this.#placeBetween(struct);
  }

  #placeBetween(struct: Struct): Standing {
    const left = struct.left && this.#find(struct.left);
    const right = struct.right && this.#find(struct.right);
    // Yjs gives up what has a collected neighbour.
    if (left?.holder === gone || right?.holder === gone) return nowhere;
    const place = left ?? right;
    if (!place) return nowhere;
    if (left && right && (left.holder !== right.holder || left.sub !== right.sub)) {
      throw new InvalidUpdate('Its neighbours stand in different places');
    }
    struct.anchor = this.#order.anchorOf(left?.neighbour ?? null);
    if (place.sub === null) this.#order.check(struct, left?.neighbour ?? null, right?.neighbour ?? null);
    return { holder: place.holder, sub: place.sub, left: left?.neighbour ?? null, right: right?.neighbour ?? null };
  }

  #find(id: Id): Place {
    if (id.clock < getState(this.#doc.store, id.client)) return this.#findStored(id);
    const section = this.#sections.get(id.client);
    const struct = section && structAt(section, id.clock);
    if (!struct || struct.holder === null) throw new InvalidUpdate('It builds on what it does not hold');
    const { holder, sub, inner } = struct;
    return { holder, sub, inner, neighbour: { stored: null, fresh: struct } };
  }

  #findStored(id: Id): Place {
    const item: unknown = getItem(this.#doc.store, createID(id.client, id.clock));
    if (!(item instanceof Y.Item)) return nowhere;
    const { parent } = item;
    if (parent === null || typeof parent === 'string' || parent instanceof Y.ID) return nowhere;
    const neighbour: Neighbour = { stored: item, fresh: null, id };
    return { holder: holderOf(parent), sub: item.parentSub, inner: innerOfItem(item), neighbour };
  }
}
