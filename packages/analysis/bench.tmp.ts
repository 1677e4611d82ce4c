import * as Y from 'yjs';
import { refreshDraft } from './src/index.ts';
import { claim, groups, input, line } from './test/support/make.ts';
const syll='an ar be da el fo gr hu in ju kla ling mor nat or pe ras sko ti ung var ök ämn åt stöd tid språk lek mål elev lärar plan analys samtal verksam likvärd kvalitet utveck'.split(' ');
let seed=1; const rnd=()=>{seed=(seed*1103515245+12345)&0x7fffffff;return seed/0x7fffffff;};
const vocab=Array.from({length:8000},()=>Array.from({length:1+Math.floor(rnd()*3)},()=>syll[Math.floor(rnd()*syll.length)]).join('')+['','en','ar','arna','et','ade'][Math.floor(rnd()*6)]);
const zipf=()=>vocab[Math.floor(8000*Math.pow(rnd(),3))]!;
const fn='och att i en som på den med för är inte det till av elever barn 12 procent lärare'.split(' ');
const sentence=()=>{const w=Array.from({length:15},()=>rnd()<0.45?fn[Math.floor(rnd()*fn.length)]:zipf()); return w.join(' ').replace(/^./,c=>c.toUpperCase())+'.';};
const make=(wordsPer:number)=>{ let n=0; return Array.from({length:9},(_,i)=>{ const blocks:any[]=[]; let w=0; let last=''; while(w<wordsPer){ const s=Array.from({length:2+Math.floor(rnd()*2)},sentence).join(' '); w+=s.split(' ').length; n++; if(rnd()<0.25) blocks.push(line('l'+n,s)); else { const id='c'+n; blocks.push(claim({id,kind:(['result','cause','conclusion','action'] as const)[n%4]!,area:['a1','a2','a3','a4','a5'][n%5]!,text:s,cites:last?[last]:[]})); last=id; } } return {seminarId:'s'+i,documentId:'d'+i,group:groups[i%3]!,round:1,startsAt:'2019-01-0'+(i+1),body:{type:'doc',content:blocks}};});};
const areas=['a1','a2','a3','a4','a5'].map(slug=>({slug,name:slug}));
for (const words of [5000,10000,20000,40000]) {
  const notes=make(words); const t:number[]=[];
  for(let k=0;k<4;k++){ const doc=new Y.Doc(); const a=performance.now(); const r=doc.transact(()=>refreshDraft(doc,input(notes as any,{areas}))); t.push(performance.now()-a); if(k===3){const b=performance.now(); doc.transact(()=>refreshDraft(doc,input(notes as any,{areas}))); console.log(words,'first',t.map(x=>x.toFixed(0)).join(' '),'again',(performance.now()-b).toFixed(0),r.counts.added,r.lists.leftOut.length,r.lists.contradictions.length);} }
}
