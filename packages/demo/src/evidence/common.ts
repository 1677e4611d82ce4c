/** Underlag that all three groups share, and addresses of public bodies. */
import type { DemoEvidence } from '../types.ts';

const common = { leadershipGroup: null, addedBy: 'kvalitet@example.org' } as const;
const link = { ...common, kind: 'link', period: '', priorityArea: null } as const;

export const commonEvidence: DemoEvidence[] = [
  {
    ...common,
    key: 'digital-sjalvskattning',
    kind: 'table',
    title: 'Personal som känner sig trygg med att använda digitala verktyg i undervisningen',
    source: 'Förvaltningens självskattning, 340–365 svarande per tillfälle',
    period: 'ht 2017–vt 2019',
    priorityArea: 'digitalisering',
    table: {
      columns: [
        { name: 'Termin' },
        { name: 'Förskola', unit: 'procent' },
        { name: 'Grundskola', unit: 'procent' },
        { name: 'Kompetenscenter', unit: 'procent' },
      ],
      rows: [
        ['ht 2017', 38, 52, 55],
        ['vt 2018', 42, 54, 57],
        ['ht 2018', 47, 57, 63],
        ['vt 2019', 58, 59, 71],
      ],
    },
  },
  {
    ...common,
    key: 'chefers-tid',
    kind: 'table',
    title: 'Chefers arbetstid på administration',
    source: 'Tidsdagbok under två veckor, 17–19 chefer per tillfälle',
    period: 'oktober 2017–april 2019',
    priorityArea: 'administration',
    addedBy: 'forvaltning@example.org',
    table: {
      columns: [
        { name: 'Tillfälle' },
        { name: 'Personal och vikarier', unit: 'timmar per vecka' },
        { name: 'Ekonomi och inköp', unit: 'timmar per vecka' },
        { name: 'System och statistik', unit: 'timmar per vecka' },
      ],
      rows: [
        ['oktober 2017', 9.5, 4.2, 5.1],
        ['oktober 2018', 9.8, 4.0, 6.4],
        ['april 2019', 7.1, 3.9, 6.6],
      ],
    },
  },
  {
    ...common,
    key: 'dubbelregistrering',
    kind: 'text',
    title: 'Kartläggning: uppgifter som skrivs in mer än en gång',
    source: 'Förvaltningens administratörer, genomgång av elva rutiner',
    period: 'mars 2019',
    priorityArea: 'administration',
    addedBy: 'forvaltning@example.org',
    text:
      'Kontaktuppgifter, närvaro och placeringar förs in i två eller tre system beroende på verksamhet. I vuxenutbildningen ' +
      'registreras kursstart både i studiesystemet och i ett kalkylblad för fakturering. I grundskolan skrivs kränkningsärenden ' +
      'först på blankett och därefter i diariet. Fem av elva rutiner skulle kunna kortas utan nya system.',
  },
  {
    ...link,
    key: 'skollagen',
    title: 'Skollag (2010:800), 4 kap. om kvalitet',
    source: 'Sveriges riksdag',
    url: 'https://www.riksdagen.se/sv/dokument-lagar/dokument/svensk-forfattningssamling/skollag-2010800_sfs-2010-800',
    text: 'Kravet på systematiskt kvalitetsarbete på huvudmannanivå och enhetsnivå, med analys av orsaker.',
  },
  {
    ...link,
    key: 'skolverket-kvalitet',
    title: 'Skolverket: stöd för systematiskt kvalitetsarbete',
    source: 'Skolverket',
    priorityArea: 'systematiskt-kvalitetsarbete',
    url: 'https://www.skolverket.se/',
    text: 'Frågor till stöd för arbetslagens analys används i handboken.',
  },
  {
    ...link,
    key: 'spsm-larmiljo',
    title: 'SPSM: tillgänglig lärmiljö',
    source: 'Specialpedagogiska skolmyndigheten',
    priorityArea: 'larmiljoer',
    url: 'https://www.spsm.se/',
    text: 'Värderingsverktyget för tillgänglig utbildning används av samtliga grundskolor under 2018-2019.',
  },
  {
    ...link,
    key: 'digitaliseringsstrategi',
    title: 'Nationell digitaliseringsstrategi för skolväsendet',
    source: 'Regeringskansliet, beslut oktober 2017',
    priorityArea: 'digitalisering',
    url: 'https://www.regeringen.se/',
    text: 'Tre fokusområden: digital kompetens för alla, likvärdig tillgång och användning, forskning och uppföljning.',
  },
];
