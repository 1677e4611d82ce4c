import type { FindingKind } from '@samsyn/domain';

/** Something that must not leave a note: `start` and `end` are places in the text, counted in UTF-16 units. */
export type Protected = { kind: FindingKind; start: number; end: number };
