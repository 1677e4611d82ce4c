/** The public pages' words. Pages for visitors are in Swedish. */
export const sv = {
  title: 'Kvalitets- och förbättringsarbete',
  skip: 'Till innehållet',
  nav: 'Sidan',
  signIn: 'Logga in',
  back: 'Kvalitets- och förbättringsarbete',
  lead:
    'Tre gånger om året analyserar ledningsgrupperna sina resultat tillsammans med förvaltningen. Här finns det som ' +
    'nämnden har fått, och det som arbetet bygger på.',
  intro: [
    'Alla våra verksamheter utvecklar hela tiden sin undervisning. Skollagen kräver ett systematiskt kvalitetsarbete ' +
      'både hos huvudmannen och på varje enhet: vi planerar, följer upp, förstår orsakerna och förändrar. De nationella ' +
      'målen för utbildningen visar riktningen.',
    'Arbetet ska vila på vetenskaplig grund. Vi börjar i forskningens resultat, prövar dem mot vår egen erfarenhet och ' +
      'anpassar dem till barns och elevers behov.',
  ],
  analyses: {
    heading: 'Verksamhetsanalyser',
    nav: 'Analyser',
    text:
      'Efter varje omgång seminarier blir ledningsgruppernas anteckningar en verksamhetsanalys. Den granskas av ' +
      'förvaltningen och presenteras för nämnden.',
    caption: 'Rapport och presentation för varje verksamhetsår',
    year: 'År',
    number: (number: number) => `Verksamhetsanalys ${number}`,
    none: 'Inte publicerad ännu',
    of: (number: number, years: string) => `verksamhetsanalys ${number}, ${years}`,
    report: 'Rapport',
    presentation: 'Presentation',
    pdf: 'PDF',
    word: 'Word',
    pages: (count: number) => (count === 1 ? '1 sida' : `${count} sidor`),
    powerpoint: (slides: number | undefined) =>
      slides === undefined ? 'PowerPoint' : `PowerPoint, ${slides} ${slides === 1 ? 'bild' : 'bilder'}`,
    noYears: 'Här finns inga verksamhetsår ännu.',
  },
  areas: { heading: (years: string) => `Prioriterade områden ${years}`, none: 'Områdena är inte bestämda ännu.' },
  plans: {
    heading: 'Verksamhetsplaner',
    nav: 'Planer',
    text: 'Varje verksamhet beslutar en plan för läsåret.',
    none: 'Det finns inga publicerade planer ännu.',
  },
  handbooks: {
    heading: 'Handböcker',
    nav: 'Handböcker',
    text: 'Handböckerna beskriver hur kvalitetsarbetet går till. De är en hjälp i samtalet om kvalitet och likvärdighet.',
    none: 'Det finns inga publicerade handböcker ännu.',
  },
  cycles: {
    heading: 'Årshjul',
    text: 'Årshjulen visar vad som händer när under läsåret.',
  },
  initiatives: {
    heading: 'Utvecklingsarbeten',
    nav: 'Utvecklingsarbeten',
    text: 'Utvecklingsarbetet utgår från tidigare analyser och från skolforskning.',
    since: (from: string) => `Sedan ${from}`,
    between: (from: string, to: string) => `${from} till ${to}`,
    partners: (names: string) => `Tillsammans med ${names}`,
    and: ' och ',
  },
  assignments: {
    heading: 'Förstelärarnas uppdrag',
    text: (count: number) =>
      count === 1
        ? 'En förstelärare har ett särskilt uppdrag att höja kvaliteten.'
        : `${count} förstelärare har särskilda uppdrag att höja kvaliteten.`,
    unit: (unit: string, area: string | null) => (area === null ? unit : `${unit} · ${area}`),
  },
  accessibility: 'Tillgänglighetsredogörelse',
  start: 'Till arkivets början',
  contents: 'Innehåll',
  emptyPage: 'Här finns ingen text ännu.',
  months: [
    'Januari',
    'Februari',
    'Mars',
    'April',
    'Maj',
    'Juni',
    'Juli',
    'Augusti',
    'September',
    'Oktober',
    'November',
    'December',
  ],
};
