/** Underlag of förskola. Shares, means and counts of many: no group in a row is smaller than ten. */
import type { DemoEvidence } from '../types.ts';

const common = { leadershipGroup: 'forskola', addedBy: 'forskola@example.org' } as const;

export const preschoolEvidence: DemoEvidence[] = [
  {
    ...common,
    key: 'sprakkartlaggning',
    kind: 'table',
    title: 'Språkkartläggning: barn som återberättar en saga med stöd av bilder',
    source: 'Egen sammanställning av förskolornas språkkartläggningar',
    period: 'ht 2017–vt 2019',
    priorityArea: 'larmiljoer',
    table: {
      columns: [
        { name: 'Termin' },
        { name: 'Lägsta förskolan', unit: 'procent' },
        { name: 'Samtliga', unit: 'procent' },
        { name: 'Högsta förskolan', unit: 'procent' },
      ],
      rows: [
        ['ht 2017', 49, 63, 78],
        ['vt 2018', 52, 66, 80],
        ['ht 2018', 55, 68, 79],
        ['vt 2019', 66, 74, 82],
      ],
    },
    text: 'Avser barn födda 2013 och 2014. Varje förskola har mellan 58 och 84 barn i åldern.',
  },
  {
    ...common,
    key: 'barngrupper',
    kind: 'table',
    title: 'Inskrivna barn per barngrupp, medelvärde 15 oktober',
    source: 'Uppgifter till Skolverkets insamling',
    period: '2015–2018',
    priorityArea: 'larmiljoer',
    table: {
      columns: [
        { name: 'År' },
        { name: 'Yngre barn', unit: 'barn per grupp' },
        { name: 'Äldre barn', unit: 'barn per grupp' },
      ],
      rows: [
        ['2015', 14.8, 19.6],
        ['2016', 14.5, 19.2],
        ['2017', 13.9, 18.7],
        ['2018', 13.6, 18.4],
      ],
    },
  },
  {
    ...common,
    key: 'vardnadshavarenkat',
    kind: 'table',
    title: 'Vårdnadshavarenkät i förskolan: instämmer helt eller till stor del',
    source: 'Förvaltningens årliga enkät, svarsfrekvens 61–66 procent',
    period: 'mars 2017–mars 2019',
    priorityArea: 'systematiskt-kvalitetsarbete',
    table: {
      columns: [
        { name: 'Påstående' },
        { name: '2017', unit: 'procent' },
        { name: '2018', unit: 'procent' },
        { name: '2019', unit: 'procent' },
      ],
      rows: [
        ['Mitt barn är tryggt på förskolan', 93, 94, 95],
        ['Jag får veta hur mitt barn utvecklas', 71, 72, 81],
        ['Miljön inbjuder till lek och lärande', 78, 77, 80],
        ['Jag vet vad förskolan arbetar med just nu', 64, 68, 83],
      ],
    },
  },
  {
    ...common,
    key: 'ljudmatning-forskola',
    kind: 'table',
    title: 'Ljudnivå i matrum och lekhall, förmiddag',
    source: 'Mätning tillsammans med företagshälsovården, tio dagar per tillfälle',
    period: 'september 2018 och april 2019',
    priorityArea: 'larmiljoer',
    table: {
      columns: [{ name: 'Rum' }, { name: 'september 2018', unit: 'dBA' }, { name: 'april 2019', unit: 'dBA' }],
      rows: [
        ['Matrum, med ljudabsorbenter från januari', 76, 69],
        ['Matrum, utan åtgärd', 75, 75],
        ['Lekhall', 79, 77],
      ],
    },
  },
  {
    ...common,
    key: 'dokumentationsgenomgang',
    kind: 'text',
    title: 'Genomgång av pedagogisk dokumentation',
    source: 'Förskolecheferna, stickprov från samtliga arbetslag',
    period: 'december 2017',
    priorityArea: 'systematiskt-kvalitetsarbete',
    text:
      'Varje arbetslag visade upp tre dokumentationer och fick frågan vad de hade lett till. Omkring hälften kunde ge ett exempel ' +
      'på något som ändrats i undervisningen. Övriga beskrev vad barnen gjort. De arbetslag som bestämt i förväg vad de ville ta ' +
      'reda på hade färre bilder och fler anteckningar.',
  },
  {
    ...common,
    key: 'reflektionstid-loggbok',
    kind: 'text',
    title: 'Arbetslagens loggböcker om reflektionstid',
    source: 'Sammanfattning av loggböcker från samtliga arbetslag',
    period: 'september 2018–april 2019',
    priorityArea: 'systematiskt-kvalitetsarbete',
    addedBy: 'kvalitet@example.org',
    text:
      'Under hösten blev ungefär sex av tio planerade reflektionstillfällen av. De vanligaste skälen till att de ställdes in ' +
      'var frånvaro i arbetslaget och att vikarier inte kände barngruppen. Från februari, när tiden lades på schemat för ' +
      'två arbetslag samtidigt så att de kunde täcka för varandra, blev åtta av tio av. Flera arbetslag skriver att de ' +
      'använder tiden till praktisk planering och att analysen skjuts upp.',
  },
];
