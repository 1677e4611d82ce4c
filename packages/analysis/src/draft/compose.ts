/** Step 5: the sections of the template, filled with the groups' own sentences. */
import { type DocNode, newId } from '@samsyn/document';
import type { ClaimKind } from '@samsyn/domain';
import { areaKey, partKey, type SectionRule, sectionKey, template } from '../template.ts';
import type { Composition, Places } from './composition.ts';
import { differences } from './differences.ts';
import { followUp } from './followUp.ts';
import type { Source } from './collect.ts';
import { quoting } from './quote.ts';
import type { Scores } from './rank.ts';
import { byWeight, carriedBy } from './select.ts';
import { summary } from './summary.ts';
import type { Unit } from './units.ts';
import { underHeading, type Wanted, wantedHeading } from './wanted.ts';

const placesOf = (units: readonly Unit[]): Places => {
  const ids = new Map(units.map((unit) => [unit, unit.standing?.id || newId()]));
  const carriers = new Map(units.flatMap((unit) => carriedBy(unit).carried.map((source) => [source, unit] as const)));
  return { idOf: (unit) => ids.get(unit) ?? '', unitOf: (source) => carriers.get(source) ?? null };
};

const mapCitations = (nodes: readonly DocNode[], change: (node: DocNode) => DocNode | null): DocNode[] =>
  nodes.flatMap((node) => {
    const changed = node.type === 'citation' ? change(node) : node;
    if (!changed) return [];
    return [changed.content ? { ...changed, content: mapCitations(changed.content, change) } : changed];
  });

/** A claim that is cited is cited by its block; one that no block carries keeps its own id. */
const rewrite = (source: Source, own: Unit, { chain }: Composition, places: Places): DocNode[] =>
  mapCitations(source.content, (node) => {
    if (node.attrs?.['targetType'] !== 'claim') return node;
    const target = chain.resolve(source, String(node.attrs['targetId']));
    const unit = target && places.unitOf(target);
    if (unit === own) return null;
    return unit ? { ...node, attrs: { targetType: 'claim', targetId: places.idOf(unit) } } : node;
  });

const joined = (texts: readonly (string | null)[], max: number): string | null => {
  const different = [...new Set(texts.filter((text) => text !== null))];
  const all = different.join('; ');
  return all === '' ? null : all.length <= max ? all : (different[0] ?? null);
};

/** @returns the block of a unit: each different wording in paragraphs of its own, the founding claim's first. */
export const claimBlock = (unit: Unit, composition: Composition, places: Places): Wanted | null => {
  const { wordings, carried } = carriedBy(unit);
  const first = wordings[0];
  if (!first) return null;
  const claims = carried.map(({ claim }) => claim);
  const dates = claims.flatMap(({ due }) => due ?? []).toSorted();
  const attributes = {
    id: places.idOf(unit),
    kind: first.claim.kind,
    priorityArea: first.claim.priorityArea,
    owner: joined(
      claims.map(({ owner }) => owner),
      200,
    ),
    due: dates[0] ?? null,
    expectedEffect: joined(
      claims.map(({ expectedEffect }) => expectedEffect),
      2000,
    ),
  };
  return {
    key: unit.key,
    role: 'claim',
    part: unit.place.part,
    node: {
      type: 'claim',
      attrs: Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null)),
      content: wordings.flatMap((source) => rewrite(source, unit, composition, places)),
    },
    sources: carried.map(({ at }) => at),
  };
};

const spread = (unit: Unit): number => new Set(unit.sources.map(({ group }) => group)).size;

/** What is common to several groups comes first, then what weighs most. */
const inOrder = (units: readonly Unit[], scores: Scores): Unit[] => {
  return [...units].toSorted((a, b) => spread(b) - spread(a) || byWeight(scores)(a, b));
};

/** @returns every block of the draft in its order, but for the lists of what it cites. */
export const compose = (composition: Composition): Wanted[] => {
  const { input, scores, units, quotations } = composition;
  const places = placesOf(units);
  const byPart = Map.groupBy(units, ({ place }) => place.part);
  const blocksOf = (some: readonly Unit[]): Wanted[] =>
    some.flatMap((unit) => claimBlock(unit, composition, places) ?? []);
  const partOf = (key: string): Wanted[] => blocksOf(inOrder(byPart.get(key) ?? [], scores));
  const quote = quoting(composition, places);

  const areaSection = (
    key: string,
    title: string,
    parts: readonly { kind: ClaimKind; title: string }[],
    always: boolean,
  ) => {
    const blocks = parts.flatMap((part) =>
      underHeading(wantedHeading(partKey(key, part.kind), 3, part.title), partOf(partKey(key, part.kind))),
    );
    return always ? [wantedHeading(key, 2, title), ...blocks] : underHeading(wantedHeading(key, 2, title), blocks);
  };
  const section = (rule: SectionRule): Wanted[] => {
    switch (rule.holds) {
      case 'summary':
        return underHeading(wantedHeading(sectionKey('summary'), 2, rule.title), summary(composition, quote, rule));
      case 'followUp': {
        const key = sectionKey('followUp');
        const effects = inOrder(byPart.get(key) ?? [], scores);
        const blocks = followUp(effects, quotations, (unit) => claimBlock(unit, composition, places));
        return underHeading(wantedHeading(key, 2, rule.title), blocks);
      }
      case 'areas':
        return [
          ...input.areas.flatMap(({ slug, name }) => areaSection(areaKey(slug), name, rule.parts, true)),
          ...areaSection(areaKey(null), rule.otherTitle, rule.parts, false),
        ];
      case 'kind': {
        const key = sectionKey(rule.kind);
        return underHeading(wantedHeading(key, 2, rule.title), partOf(key));
      }
      case 'differences':
        return underHeading(
          wantedHeading(sectionKey('differences'), 2, rule.title),
          differences(composition, quote, rule),
        );
      case 'evidence':
      case 'references':
        return [];
    }
  };
  return template.flatMap(section);
};
