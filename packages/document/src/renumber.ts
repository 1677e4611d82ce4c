/**
 * The same document under new client ids: how a history is begun anew. What is written under the old ids can never be
 * taken for a part of it, while who wrote what, and what it stands beside, stay as they were.
 */
import * as encoding from 'lib0/encoding';
import * as random from 'lib0/random';
import * as Y from 'yjs';

/** New ids in the order of the old ones: Yjs orders what was written at one place at one time by them. */
const freshIds = (old: readonly number[]): Map<number, number> => {
  const taken = new Set(old);
  const fresh = new Set<number>();
  while (fresh.size < old.length) {
    const id = random.uint32();
    if (!taken.has(id)) fresh.add(id);
  }
  const sorted = [...fresh].toSorted((a, b) => a - b);
  return new Map(old.toSorted((a, b) => a - b).map((id, index) => [id, sorted[index] ?? 0]));
};

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

const renumberStruct = (struct: Struct, to: (id: Y.ID) => Y.ID): void => {
  struct.id = to(struct.id);
  if (!(struct instanceof Y.Item)) return;
  struct.origin &&= to(struct.origin);
  struct.rightOrigin &&= to(struct.rightOrigin);
  if (struct.parent instanceof Y.ID) struct.parent = to(struct.parent);
};

/**
 * @param state a whole document as one update, as a Y.Doc encodes it
 * @returns the same document under new client ids, and which id each old one has become.
 */
export const renumber = (state: Uint8Array): { state: Uint8Array; ids: Map<number, number> } => {
  const { structs, ds } = Y.decodeUpdate(state);
  const ids = freshIds([...new Set(structs.map(({ id }) => id.client))]);
  const to = ({ client, clock }: Y.ID): Y.ID => Y.createID(ids.get(client) ?? client, clock);
  for (const struct of structs) renumberStruct(struct, to);
  const encoder = new Y.UpdateEncoderV1();
  // As Yjs writes it: the highest id first.
  const sections = [...Map.groupBy(structs, ({ id }) => id.client)].toSorted(([a], [b]) => b - a);
  encoding.writeVarUint(encoder.restEncoder, sections.length);
  for (const [client, section] of sections) {
    encoding.writeVarUint(encoder.restEncoder, section.length);
    encoder.writeClient(client);
    encoding.writeVarUint(encoder.restEncoder, section[0]?.id.clock ?? 0);
    for (const struct of section) struct.write(encoder, 0);
  }
  const deletes = [...ds.clients].map(([client, ranges]) => [ids.get(client) ?? client, ranges] as const);
  encoding.writeVarUint(encoder.restEncoder, deletes.length);
  for (const [client, ranges] of deletes.toSorted(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder.restEncoder, client);
    encoding.writeVarUint(encoder.restEncoder, ranges.length);
    for (const { clock, len } of ranges) {
      encoder.writeDsClock(clock);
      encoder.writeDsLen(len);
    }
  }
  return { state: encoder.toUint8Array(), ids };
};
