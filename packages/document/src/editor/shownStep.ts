/** What others wrote as one step, however many blocks it touched: a step for each would go through all blocks each time. */
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type Mappable, ReplaceStep, Step, StepMap, StepResult } from '@tiptap/pm/transform';
import { type ChangedRun, changedRuns } from './changedRange.ts';

const mapOf = (runs: readonly ChangedRun[]): StepMap =>
  new StepMap(runs.flatMap(({ from, to, after }) => [from, to - from, Fragment.from([...after]).size]));

export class ShownStep extends Step {
  readonly #content: Fragment;
  readonly #map: StepMap;

  private constructor(content: Fragment, map: StepMap) {
    super();
    this.#content = content;
    this.#map = map;
  }

  /** @param after all blocks as they are to be; those that did not change are the same objects. @returns null: none did */
  static between(before: Node, after: readonly Node[]): ShownStep | null {
    const runs = changedRuns(before, after);
    return runs.length === 0 ? null : new ShownStep(Fragment.from([...after]), mapOf(runs));
  }

  override apply(doc: Node): StepResult {
    return StepResult.ok(doc.copy(this.#content));
  }

  override getMap(): StepMap {
    return this.#map;
  }

  override invert(doc: Node): Step {
    return new ReplaceStep(0, this.#content.size, new Slice(doc.content, 0, 0));
  }

  /** It stands for the whole document as it was shared: there is nowhere else to put it. */
  override map(_mapping: Mappable): Step | null {
    return null;
  }

  override toJSON(): never {
    throw new TypeError('What others wrote is in the shared document; it is never sent as a step');
  }
}
