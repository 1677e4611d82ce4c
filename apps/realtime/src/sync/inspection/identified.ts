/** Which elements of an update that is in the journal are new, or may have another id: without judging anything. */
import type { Touched } from './walk.ts';
import { scan } from './scan.ts';

/** @returns the structs in their order; none for what cannot be read (it is in the journal all the same). */
export const identifiedIn = (update: Uint8Array): Touched => {
  try {
    return scan(update).sections.flatMap(({ client, structs }) =>
      structs
        .filter(({ content, sub }) => content.kind === 'element' || sub === 'id')
        .map(({ clock }) => ({ client, clock })),
    );
  } catch {
    return [];
  }
};
