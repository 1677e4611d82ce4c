/**
 * The page's own style, written into it: a stored report must look the same when the product around it has changed.
 * Colours and measures follow the design's tokens; fonts are asked for at addresses that stay.
 */

/** The fonts that pages ask for: the name of the file, and the face that it holds. */
export const fontFiles = [
  { file: 'source-sans-3.woff2', family: 'Source Sans 3', style: 'normal', isExtended: false },
  { file: 'source-sans-3-ext.woff2', family: 'Source Sans 3', style: 'normal', isExtended: true },
  { file: 'source-serif-4.woff2', family: 'Source Serif 4', style: 'normal', isExtended: false },
  { file: 'source-serif-4-ext.woff2', family: 'Source Serif 4', style: 'normal', isExtended: true },
  { file: 'source-serif-4-italic.woff2', family: 'Source Serif 4', style: 'italic', isExtended: false },
  { file: 'source-serif-4-italic-ext.woff2', family: 'Source Serif 4', style: 'italic', isExtended: true },
] as const;

/** Latin Extended is fetched only by pages that hold letters of it. */
const extended =
  'U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02D9,U+02DD-02FF,U+1D00-1DBF,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0,U+2C60-2C7F,U+A720-A7FF';

const faces = (fontsAt: string): string =>
  fontFiles
    .map(
      ({ file, family, style, isExtended }) =>
        `@font-face{font-family:"${family}";font-style:${style};font-weight:200 900;font-display:swap;src:url("${fontsAt}/${file}") format("woff2")${isExtended ? `;unicode-range:${extended}` : ''}}`,
    )
    .join('');

const style = `
:root{color-scheme:light dark;--ground:light-dark(#f6f4ef,#14181d);--paper:light-dark(#fff,#1c2127);--sunk:light-dark(#f6f4ef,#262c34);--ink:light-dark(#1d2530,#e9e6df);--quiet:light-dark(#55606e,#a7afb9);--line:light-dark(#ddd9cf,#343b44);--spruce:light-dark(#1f5c4a,#7cc7ac);--thread:light-dark(#b4232c,#ff8a86);--warn:light-dark(#8a5a00,#e9b75a);--warn-ground:light-dark(#fbf1dc,#352b17);--c1:light-dark(#1f5c4a,#7cc7ac);--c2:light-dark(#b06d12,#e9b75a);--c3:light-dark(#5b7fa6,#8fb3dc);--c4:light-dark(#55606e,#c3c9d1);--sans:"Source Sans 3",system-ui,sans-serif;--serif:"Source Serif 4",Georgia,serif}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:400 1.125rem/1.75rem var(--serif);overflow-wrap:break-word}
a{color:var(--spruce);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--spruce);outline-offset:2px}
.skip{position:absolute;left:-100vw;background:var(--paper);padding:.5rem 1rem;z-index:1}
.skip:focus{left:.5rem;top:.5rem}
.bar{display:flex;align-items:center;min-height:3.5rem;padding:.25rem 1.5rem;background:var(--paper);border-bottom:1px solid var(--line)}
.mark{display:flex;align-items:center;gap:.625rem;font:650 1.25rem/1.5rem var(--serif);color:var(--ink);text-decoration:none;min-height:2.75rem}
.mark path{stroke:var(--thread)}
.paper{max-width:52rem;margin:2rem auto;padding:3.5rem 4rem;background:var(--paper);border:1px solid var(--line);border-radius:4px}
h1,h2,h3,h4,h5{font-family:var(--serif);font-weight:600;text-wrap:balance;hyphens:auto}
h1{font-size:2.25rem;line-height:2.625rem;letter-spacing:-.015em;margin:0}
h2{font-size:1.625rem;line-height:2rem;margin:3.5rem 0 1rem}
h3{font-size:1.25rem;line-height:1.625rem;margin:2.25rem 0 .75rem}
h4,h5{font-size:1.125rem;line-height:1.5rem;margin:1.75rem 0 .5rem}
p{margin:0 0 1rem}
p,li,dd{max-width:68ch}
li>p:last-child,td>p:last-child,th>p:last-child,blockquote>p:last-child{margin-bottom:0}
.sub{font-size:1.375rem;line-height:1.75rem;color:var(--quiet);margin:.5rem 0 0}
.draft{display:inline-block;font:600 .9375rem/1.25rem var(--sans);color:var(--warn);background:var(--warn-ground);border-radius:99px;padding:.25rem .875rem;margin:0 0 1rem}
.notice{font:400 1rem/1.5rem var(--sans);color:var(--quiet);margin:1rem 0 0}
.facts{font:400 1rem/1.5rem var(--sans);display:grid;grid-template-columns:max-content 1fr;gap:.375rem 1.5rem;margin:1.75rem 0 0;padding-top:1.25rem;border-top:2px solid var(--thread)}
dt{color:var(--quiet)}dd{margin:0}
.contents,.files{font:400 1rem/1.5rem var(--sans);margin:2.5rem 0 2rem}
.contents h2,.files h2{font:600 1rem/1.5rem var(--sans);margin:0 0 .5rem;color:var(--quiet)}
.contents ol,.files ul{list-style:none;margin:0;padding:0}
.contents ol ol{display:flex;flex-wrap:wrap;gap:0 1.25rem;padding-left:1.5rem;font-size:.9375rem}
.contents li a,.files li a{display:inline-block;padding:.1875rem 0}
.claim{position:relative;margin:0 0 1.25rem;padding:.25rem 0 1rem 1.5rem;border-left:2px solid var(--thread)}
.claim+.claim{padding-top:.5rem}
.claim::before{content:"";position:absolute;left:-6px;top:.75rem;width:10px;height:10px;border-radius:50%;background:var(--thread)}
.claim+.claim::before{top:1rem}
.claim:has(+.claim){margin-bottom:0}
.claim>p:last-of-type{margin-bottom:0}
.kind{font:600 .9375rem/1.5rem var(--sans);color:var(--quiet);margin:0 0 .125rem}
.claim .facts{font-size:.9375rem;border:0;padding:0;margin:.5rem 0 0;gap:.125rem 1rem}
.m{font-family:var(--sans);font-size:.875em;white-space:nowrap;text-decoration:none}
.m:hover{text-decoration:underline}
blockquote{margin:0 0 1rem;padding-left:1.25rem;border-left:3px solid var(--line)}
code{font-size:.9em}
figure{margin:1.75rem 0;padding:0}
figure svg{display:block;width:100%;height:auto;margin:.75rem 0}
figcaption,caption{font:600 1rem/1.5rem var(--sans);text-align:left}
.origin{font:400 .9375rem/1.375rem var(--sans);color:var(--quiet);margin:.5rem 0 1.75rem}
.scroll{overflow-x:auto;margin:1rem 0 0}
table{border-collapse:collapse;width:100%;font:400 1rem/1.5rem var(--sans);font-variant-numeric:tabular-nums}
caption{padding-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.4375rem .875rem .4375rem 0;border-bottom:1px solid var(--line)}
thead th{border-bottom:1.5px solid var(--quiet);font-weight:600}
tbody th{font-weight:400}
td.n,th.n{text-align:right}
.entries{padding-left:0;list-style:none}
.entries li{margin-bottom:.875rem}
.sources li{display:grid;grid-template-columns:2.75rem 1fr}
.sources .no{font-family:var(--sans);font-size:1rem;color:var(--quiet)}
.refs li{padding-left:2rem;text-indent:-2rem}
.picture{font:400 1rem/1.5rem var(--sans);color:var(--quiet);border:1px solid var(--line);padding:.75rem 1rem}
hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
@media (max-width:700px){body{font-size:1.0625rem;line-height:1.625rem}.bar{padding:.25rem 1rem}.paper{margin:0;border-width:0 0 1px;border-radius:0;padding:2rem 1rem}h1{font-size:1.75rem;line-height:2.125rem}h2{font-size:1.375rem;line-height:1.75rem}.paper>header .facts{grid-template-columns:1fr;gap:0}.paper>header .facts dd{margin-bottom:.5rem}}
@media print{:root{color-scheme:light}body{background:#fff;font-size:11pt;line-height:16pt}.bar,.files,.skip{display:none}.paper{max-width:none;margin:0;padding:0;border:0}a{color:inherit;text-decoration:none}h2,h3,h4,h5,.kind,figcaption,caption{break-after:avoid}figure,tr,.claim{break-inside:avoid}.scroll{overflow:visible}}
`;

export const pageStyle = (fontsAt: string | null): string =>
  (fontsAt === null ? '' : faces(fontsAt)) + style.replaceAll('\n', '');
