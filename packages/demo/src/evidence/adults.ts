/** Underlag of kompetenscenter. */
import type { DemoEvidence } from '../types.ts';

const common = { leadershipGroup: 'kompetenscenter', addedBy: 'kompetenscenter@example.org' } as const;

export const adultEvidence: DemoEvidence[] = [
  {
    ...common,
    key: 'sfi-resultat',
    kind: 'table',
    title: 'Sfi: deltagare som klarar kursen inom planerad tid',
    source: 'Egen sammanställning ur studieadministrativa systemet',
    period: 'ht 2017–vt 2019',
    priorityArea: 'larmiljoer',
    table: {
      columns: [
        { name: 'Termin' },
        { name: 'Kurs B', unit: 'procent' },
        { name: 'Kurs C', unit: 'procent' },
        { name: 'Kurs D', unit: 'procent' },
      ],
      rows: [
        ['ht 2017', 44, 51, 57],
        ['vt 2018', 43, 53, 58],
        ['ht 2018', 46, 54, 60],
        ['vt 2019', 55, 58, 61],
      ],
    },
    text: 'Varje kurs har minst 40 deltagare per termin.',
  },
  {
    ...common,
    key: 'avbrott-vux',
    kind: 'table',
    title: 'Avbrott på gymnasiala kurser, efter studieform',
    source: 'Egen sammanställning ur studieadministrativa systemet',
    period: 'ht 2017–ht 2018',
    priorityArea: 'systematiskt-kvalitetsarbete',
    table: {
      columns: [
        { name: 'Termin' },
        { name: 'Klassrum', unit: 'procent av kursstarter' },
        { name: 'Distans', unit: 'procent av kursstarter' },
      ],
      rows: [
        ['ht 2017', 19, 34],
        ['vt 2018', 18, 36],
        ['ht 2018', 17, 31],
      ],
    },
    text: 'Mellan 180 och 240 kursstarter per studieform och termin. Våren 2019 är inte avslutad.',
  },
  {
    ...common,
    key: 'avbrottssamtal',
    kind: 'text',
    title: 'Samtal med studerande som avbrutit en distanskurs',
    source: 'Telefonsamtal av studie- och yrkesvägledare, 46 svarande',
    period: 'november 2018–januari 2019',
    priorityArea: 'systematiskt-kvalitetsarbete',
    text:
      'De flesta slutade under kursens första sex veckor. Vanligast var att kursens omfattning inte stämde med vad de trott, ' +
      'att arbete eller barnomsorg gick före och att de inte fick kontakt med läraren när de körde fast. Två av tre hade inte ' +
      'talat med någon vägledare före start. Många säger att de hade stannat om någon hade hört av sig.',
  },
  {
    ...common,
    key: 'evagledning-kontakter',
    kind: 'table',
    title: 'Vägledningskontakter per kanal',
    source: 'Vägledningscentrums statistik',
    period: 'ht 2017–vt 2019',
    priorityArea: 'digitalisering',
    table: {
      columns: [
        { name: 'Termin' },
        { name: 'Besök', unit: 'kontakter' },
        { name: 'Telefon och e-post', unit: 'kontakter' },
        { name: 'Chatt och video', unit: 'kontakter' },
      ],
      rows: [
        ['ht 2017', 412, 655, 21],
        ['vt 2018', 398, 640, 58],
        ['ht 2018', 371, 588, 164],
        ['vt 2019', 352, 540, 287],
      ],
    },
  },
  {
    ...common,
    key: 'deltagarenkat-vux',
    kind: 'table',
    title: 'Deltagarenkät i vuxenutbildningen: instämmer helt eller till stor del',
    source: 'Kompetenscenters enkät, svarsfrekvens 54 och 58 procent',
    period: 'april 2018 och april 2019',
    priorityArea: 'larmiljoer',
    table: {
      columns: [{ name: 'Påstående' }, { name: '2018', unit: 'procent' }, { name: '2019', unit: 'procent' }],
      rows: [
        ['Jag vet vad jag behöver göra för att nå målen', 66, 73],
        ['Jag kan arbeta ostört i lokalerna', 58, 57],
        ['Jag får hjälp när jag kör fast', 69, 74],
        ['Jag vet var jag vänder mig om jag behöver särskilt stöd', 41, 44],
      ],
    },
  },
];
