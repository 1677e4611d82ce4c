/** The authority, its leadership groups, units and school years. Baggeboskolan is the customer's; other units are made up. */
import type { DemoGroup, DemoSchoolUnit, DemoSchoolYear } from './types.ts';

export const authority = { name: 'Barn- och utbildning', boardName: 'Barn- och utbildningsnämnden' };

export const groups: DemoGroup[] = [
  { slug: 'forskola', name: 'Förskolans ledningsgrupp', shortName: 'Förskola' },
  { slug: 'grundskola', name: 'Grundskolans ledningsgrupp', shortName: 'Grundskola' },
  { slug: 'kompetenscenter', name: 'Kompetenscenters ledningsgrupp', shortName: 'Kompetenscenter' },
];

const units = (group: string, named: Record<string, string>): DemoSchoolUnit[] =>
  Object.entries(named).map(([slug, name]) => ({ slug, name, group }));

export const schoolUnits: DemoSchoolUnit[] = [
  ...units('forskola', {
    solglantan: 'Solgläntans förskola',
    kvarnbacken: 'Kvarnbackens förskola',
    lingonstigen: 'Lingonstigens förskola',
    abrinken: 'Åbrinkens förskola',
    hyttvagen: 'Hyttvägens förskola',
  }),
  ...units('grundskola', {
    baggeboskolan: 'Baggeboskolan',
    kvarnskolan: 'Kvarnskolan F–6',
    sjoangsskolan: 'Sjöängsskolan F–6',
    bruksskolan: 'Bruksskolan 7–9',
    fritidshemmen: 'Fritidshemmen',
  }),
  ...units('kompetenscenter', {
    sfi: 'Sfi',
    vuxenutbildningen: 'Kommunal vuxenutbildning',
    vagledningscentrum: 'Vägledningscentrum',
  }),
];

export const schoolYears: DemoSchoolYear[] = [
  {
    label: '2017-2018',
    startsOn: '2017-08-01',
    endsOn: '2018-06-30',
    priorityAreas: [
      { slug: 'digitalisering', name: 'Digitalisering' },
      { slug: 'sprakutveckling', name: 'Språkutveckling' },
      { slug: 'bedomning-och-undervisning', name: 'Bedömning och undervisning' },
      { slug: 'systematiskt-kvalitetsarbete', name: 'Systematiskt kvalitetsarbete' },
      { slug: 'narvaro-och-trygghet', name: 'Närvaro och trygghet' },
    ],
  },
  {
    label: '2018-2019',
    startsOn: '2018-08-01',
    endsOn: '2019-06-30',
    priorityAreas: [
      { slug: 'digitalisering', name: 'Digitalisering' },
      { slug: 'larmiljoer', name: 'Lärmiljöer' },
      { slug: 'systematiskt-kvalitetsarbete', name: 'Systematiskt kvalitetsarbete' },
      { slug: 'administration', name: 'Administration' },
      { slug: 'elevhalsoarbetet', name: 'Elevhälsoarbetet' },
    ],
  },
];
