/** Underlag of grundskola. Shares of whole year groups, never of a class. */
import type { DemoEvidence } from '../types.ts';

const common = { leadershipGroup: 'grundskola', addedBy: 'grundskola@example.org' } as const;

export const schoolEvidence: DemoEvidence[] = [
  {
    ...common,
    key: 'matematik-ak6',
    kind: 'table',
    title: 'Elever med minst betyget E i matematik, årskurs 6',
    source: 'Egen sammanställning av terminsbetyg',
    period: 'vt 2016–ht 2018',
    priorityArea: 'systematiskt-kvalitetsarbete',
    table: {
      columns: [{ name: 'Termin' }, { name: 'Minst E', unit: 'procent' }],
      rows: [
        ['vt 2016', 71],
        ['vt 2017', 74],
        ['vt 2018', 78],
        ['ht 2018', 80],
      ],
    },
  },
  {
    ...common,
    key: 'maluppfyllelse-ak9',
    kind: 'table',
    title: 'Elever i årskurs 9 som nått kunskapskraven i alla ämnen',
    source: 'Egen sammanställning av slutbetyg',
    period: '2015–2018',
    priorityArea: 'systematiskt-kvalitetsarbete',
    table: {
      columns: [
        { name: 'Läsår' },
        { name: 'Flickor', unit: 'procent' },
        { name: 'Pojkar', unit: 'procent' },
        { name: 'Samtliga', unit: 'procent' },
      ],
      rows: [
        ['2014/15', 76, 65, 70],
        ['2015/16', 78, 66, 72],
        ['2016/17', 77, 63, 70],
        ['2017/18', 80, 68, 74],
      ],
    },
    text: 'Omkring 120 elever slutar årskurs 9 varje år.',
  },
  {
    ...common,
    key: 'franvaro-stadier',
    kind: 'table',
    title: 'Elever med mer än 15 procents frånvaro, per stadium',
    source: 'Frånvarosystemet, giltig och ogiltig frånvaro',
    period: 'ht 2017–vt 2019',
    priorityArea: 'elevhalsoarbetet',
    table: {
      columns: [
        { name: 'Termin' },
        { name: 'Årskurs 1–3', unit: 'procent' },
        { name: 'Årskurs 4–6', unit: 'procent' },
        { name: 'Årskurs 7–9', unit: 'procent' },
      ],
      rows: [
        ['ht 2017', 5.8, 7.1, 14.9],
        ['vt 2018', 6.0, 7.6, 15.8],
        ['ht 2018', 5.5, 7.0, 14.2],
        ['vt 2019', 5.4, 6.8, 11.6],
      ],
    },
    text: 'Årskurs 1–3 har omkring 390 elever, årskurs 4–6 omkring 370 och årskurs 7–9 omkring 360. Våren 2019 till och med april.',
  },
  {
    ...common,
    key: 'elevenkat-studiero',
    kind: 'table',
    title: 'Elevenkät årskurs 5 och 8: "Jag har studiero på lektionerna"',
    source: 'Förvaltningens årliga elevenkät, svarsfrekvens 88–91 procent',
    period: 'februari 2017–februari 2019',
    priorityArea: 'larmiljoer',
    table: {
      columns: [
        { name: 'År' },
        { name: 'Årskurs 5', unit: 'procent instämmer' },
        { name: 'Årskurs 8', unit: 'procent instämmer' },
      ],
      rows: [
        ['2017', 62, 51],
        ['2018', 61, 49],
        ['2019', 70, 52],
      ],
    },
  },
  {
    ...common,
    key: 'baggebo-larmiljorond',
    kind: 'text',
    title: 'Lärmiljörond på Baggeboskolan',
    source: 'Observationer av förstelärare, fritidspersonal och elevråd',
    period: 'mars 2019',
    priorityArea: 'larmiljoer',
    addedBy: 'forstelarare@example.org',
    text:
      'I hemvisten med avskärmbara arbetsplatser används tre olika slags platser under en lektion: samling, par och enskilt. ' +
      'Elever söker sig själva till tysta delen utan att bli ombedda. I de öppna ytorna utanför hörs samtal från två grupper ' +
      'samtidigt, och lärare sänker ambitionen i grupparbeten. Elevrådet vill ha tydligare märkning av vad varje yta är till för. ' +
      'Fritidshemmet har samma lokaler på eftermiddagen men möblerar om varje dag.',
  },
  {
    ...common,
    key: 'elevhalsa-tid',
    kind: 'table',
    title: 'Elevhälsans arbetstid fördelad på slag av insats',
    source: 'Tidsredovisning under fyra veckor per termin',
    period: 'ht 2017–vt 2019',
    priorityArea: 'elevhalsoarbetet',
    addedBy: 'kvalitet@example.org',
    table: {
      columns: [
        { name: 'Termin' },
        { name: 'Främjande och förebyggande', unit: 'procent' },
        { name: 'Åtgärdande', unit: 'procent' },
        { name: 'Möten och dokumentation', unit: 'procent' },
      ],
      rows: [
        ['ht 2017', 17, 52, 31],
        ['vt 2018', 18, 51, 31],
        ['ht 2018', 22, 47, 31],
        ['vt 2019', 29, 40, 31],
      ],
    },
  },
  {
    ...common,
    key: 'samverkan-nulage',
    kind: 'text',
    title: 'Nulägesanalys inom Samverkan bästa skola',
    source: 'Förvaltningen, Skolverket och Karlstads universitet',
    period: 'vt 2018',
    priorityArea: 'systematiskt-kvalitetsarbete',
    addedBy: 'forvaltning@example.org',
    text:
      'Skolorna följer upp resultat noga men beskriver oftare vad som hänt än varför. Orsaker läggs i hög grad hos elever och ' +
      'hem, mer sällan i den egna undervisningen. Åtgärder beslutas i många arbetslag samtidigt och få följs till slutet. Där ' +
      'rektor själv deltar i lärarnas undersökande samtal är kopplingen mellan orsak och åtgärd tydligare.',
  },
];
