import { chromium } from '@playwright/test';
const b = await chromium.launch({ executablePath:'/usr/bin/chromium', args:['--no-sandbox']});
const open = async (email) => { const ctx = await b.newContext({ baseURL:'http://localhost:4103', viewport:{width:1280,height:860}, locale:'sv-SE' });
const p = await ctx.newPage();
p.on('console', m=>{ if(!m.text().includes('connect-src')) console.log(email,'console', m.type(), m.text().slice(0,200))});
p.on('pageerror', e=>console.log('pageerror', e.message.slice(0,300)));
p.on('websocket', ws=>{ if(ws.url().includes('/yjs/')) { ws.on('framesent', f=>console.log(email,'sent', f.payload.length)); ws.on('close',()=>console.log(email,'ws closed')); }});
await p.goto('/'); await p.getByLabel('E-post',{exact:true}).fill(email); await p.getByLabel('Lösenord',{exact:true}).fill('samsyn-demo'); await p.getByRole('button',{name:'Logga in',exact:true}).click();
await p.getByRole('link',{name:'Året'}).waitFor();
const s = await (await p.request.get('/api/seminars?schoolYear=2018-2019')).json();
const id = s.items.find(x=>x.round===3&&x.leadershipGroup.slug==='grundskola').id;
await p.goto('/seminarier/'+id); await p.getByText('Sparat',{exact:true}).first().waitFor(); return p; };
const p = await open('grundskola@example.org'); const q = await open('forvaltning@example.org');
await p.locator('.ProseMirror').click();
await p.keyboard.press('Control+End'); await p.keyboard.press('Enter'); await p.keyboard.type('Rad från rektor tvåan.');
const look = async x => console.log(await x.evaluate(()=>({ status: document.body.innerText.match(/Sparat|Inte sparat|Sparar/)?.[0], has: document.querySelector('.ProseMirror').innerText.includes('tvåan') , sel: String(getSelection().anchorNode?.textContent).slice(0,60)})));
for (let i=0;i<4;i++) { await p.waitForTimeout(500); await look(p); await look(q); }
await p.screenshot({path:'/tmp/two1.png'}); await q.screenshot({path:'/tmp/two2.png'});
await b.close();
