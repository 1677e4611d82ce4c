import { test } from 'vitest';
import { startServer } from '../support/server.ts';
import { clientOf, itemsOf, member } from '../support/client.ts';
test('try', async () => {
  const t=performance.now();
  const server = await startServer(); console.log('start', performance.now()-t);
  try {
  const c = clientOf(server, await server.signIn('kvalitet@example.org'));
  for (const y of ['2017-2018','2018-2019']) for (const a of itemsOf(await c.get('/api/analyses?schoolYear='+y))) {
    const id=String(member(a,'id'));
    console.log(y, member(a,'number'), member(a,'state'));
    if(member(a,'state')==='workingDraft'){ const t=performance.now(); const d=await c.post(`/api/analyses/${id}/draft`, {}); console.log(d.status,d.text, performance.now()-t); const d2=await c.post(`/api/analyses/${id}/draft`, {}); console.log(d2.text);}
    const full=await c.get('/api/analyses/'+id); const b=full.body as any;
    console.log(b.leftOut?.map((l:any)=>l.reason+' '+l.blockId+' '+l.text?.slice(0,60)), b.findings, b.gaps?.map((g:any)=>g.kind+' '+g.text.slice(0,70)), b.contradictions, b.proposedLinks);
    const p=await c.get(`/api/analyses/${id}/provenance`); console.log(p.status, itemsOf(p).length, itemsOf(p).filter((i:any)=>i.sources.length>1).map((i:any)=>i.text.slice(0,80)), JSON.stringify(itemsOf(p)[8],null,1));
    const t2=performance.now(); const r=await c.get(`/api/analyses/${id}/report.html`); console.log('report', r.status, performance.now()-t2);
    if(y==='2018-2019'&&member(a,'number')===3) (await import('node:fs')).writeFileSync('/tmp/an/report.html', r.text);
  }
  } finally { console.log(server.output().slice(-1500)); await server.close(); }
}, 120000);
