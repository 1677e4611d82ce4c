/** What a citation is called: names of evidence, references and claims, found once and told to the chips that wait. */
import type { CitationTarget, ClaimKind } from '@samsyn/domain';

export type TargetLabel = {
  label: string;
  /** where it can be read; undefined for what stands in this document */
  href?: string | undefined;
  kind?: ClaimKind | undefined;
  /** more words about it: the whole reference, the whole claim, the source of evidence */
  detail?: string | undefined;
  isMissing?: boolean;
};

export type Target = { targetType: CitationTarget; targetId: string };
export const targetKey = ({ targetType, targetId }: Target): string => `${targetType}:${targetId}`;

/** Asks the server; undefined when there is nothing for this account. */
export type Lookup = (target: Target) => Promise<TargetLabel | undefined>;

export class LabelStore {
  readonly #labels = new Map<string, TargetLabel>();
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #lookup: Lookup;
  #isTelling = false;

  constructor(lookup: Lookup) {
    this.#lookup = lookup;
  }

  /** @returns the label when it is known; else asks for it, and tells the listeners when it has come. */
  find(target: Target): TargetLabel | undefined {
    const key = targetKey(target);
    const known = this.#labels.get(key);
    if (known === undefined && !this.#asked.has(key)) {
      this.#asked.add(key);
      void this.#lookup(target)
        .catch(() => undefined)
        .then((label) => this.set(target, label ?? { label: '', isMissing: true }));
    }
    return known;
  }

  set(target: Target, label: TargetLabel): void {
    this.#labels.set(targetKey(target), label);
    if (this.#isTelling) return;
    this.#isTelling = true;
    // Names come many at a time: those who wait are told once.
    setTimeout(() => {
      this.#isTelling = false;
      for (const listener of this.#listeners) listener();
    }, 0);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
