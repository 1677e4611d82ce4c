import { chromium } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
const base='http://localhost:4555';
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
const first=await (await b.newContext()).newPage();
await first.goto(base+'/arkiv');
const href=async sel=>first.locator(sel).first().getAttribute('href');
const pages={arkiv:'/arkiv',rapport:await href('a[href*="report.html"]'),plan:await href('a[href^="/arkiv/planer"]'),handbok:await href('a[href^="/arkiv/handbocker"]'),tillg:'/tillganglighet'};
for(const [name,path] of Object.entries(pages)) for(const width of [1280,390,320]) for(const colorScheme of ['light','dark']){
 const c=await b.newContext({viewport:{width,height:width===390?844:860},colorScheme});const p=await c.newPage();
 const errs=[];p.on('console',m=>m.type()==='error'&&errs.push(m.text()));p.on('requestfailed',r=>errs.push('failed '+r.url()));p.on('response',r=>r.status()>=400&&errs.push(r.status()+' '+r.url()));
 await p.goto(base+path);await p.evaluate(()=>document.fonts.ready);
 const over=await p.evaluate(()=>document.documentElement.scrollWidth-innerWidth);
 const axe=await new AxeBuilder({page:p}).analyze();
 await p.screenshot({path:`/tmp/shots-archive/${name}-${width}-${colorScheme}.png`,fullPage:true});
 if(over>0||axe.violations.length||errs.length)console.log(name,width,colorScheme,'over',over,'axe',axe.violations.map(v=>v.id+': '+v.nodes.slice(0,2).map(n=>n.html.slice(0,90))).join(' | '),errs.slice(0,4).join(' ; '));
 await c.close();
}
console.log('done');
await b.close();
