import * as Y from 'yjs';
import { readBody } from '@samsyn/document';
import { schemaOf } from '@samsyn/document/editor';
import { admit } from './src/sync/admit.ts';
import { scan } from './src/sync/inspection/scan.ts';
import { ClientIds } from './src/sync/client-ids.ts';
import { edit } from './test/sync/support/edits.ts';
import { forge } from './test/sync/support/forge.ts';
import { seeded } from './test/sync/support/random.ts';
const schema = schemaOf();
const errors = new Map<string, number>();
const N = Number(process.argv[2]);
let taken = 0; const reasons = new Map<string, number>();
for (let seed = Number(process.argv[3] ?? 1); seed <= N; seed++) {
  const random = seeded(seed); const doc = new Y.Doc(); doc.getXmlFragment('body'); doc.clientID = 1;
  for (let i = 0; i < 12; i++) edit(doc, random);
  const gate = { doc, clientIds: new ClientIds(new Map([[1, 'anna']])), isHealing: false, hasRoomFor: () => true };
  for (let round = 0; round < 120; round++) {
    const update = forge(doc, [1001, 1002], random);
    const v = admit(gate, { kind: 'account', accountId: 'm', access: 'write', shows: null } as const, update);
    const why = v.kind === 'invalid' ? v.why : v.kind; reasons.set(why, (reasons.get(why) ?? 0) + 1);
    if (v.kind !== 'apply') continue;
    taken++;
    try {
      const before = JSON.stringify(scan(update).sections.map((s) => [s.client, s.structs.map((x) => [x.clock, x.length, x.content, x.left, x.right, x.parent, x.sub])])) + ' states ' + [...doc.store.clients.keys()].map((c) => `${c}:${Y.getState(doc.store, c)}`);
      try {
      Y.applyUpdate(doc, v.update);
      if (doc.store.pendingStructs ?? doc.store.pendingDs) throw new Error('pending');
      const body = readBody(doc); const r = new Y.Doc(); Y.applyUpdate(r, Y.encodeStateAsUpdate(doc));
      if (JSON.stringify(readBody(r)) !== JSON.stringify(body)) throw new Error('replica differs');
      try { schema.nodeFromJSON(body).check(); } catch (e) { throw new Error('schema: ' + (e as Error).message.slice(0, 100)); }
      } catch (e) { (e as any).before = before; throw e; }
    } catch (e) { const m = (e as Error).message; errors.set(m, (errors.get(m) ?? 0) + 1); if (errors.get(m)! <= 2) console.log(seed, round, m, (e as Error).stack, JSON.stringify(scan(v.update).deletes), (e as any).before); break; }
    if (random.next() < 0.2) edit(doc, random);
  }
}
console.log(taken, errors, reasons);
