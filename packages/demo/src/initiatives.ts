/** The four examples of development work that the customer's page names. */
import type { DemoInitiative } from './types.ts';

export const initiatives: DemoInitiative[] = [
  {
    slug: 'leda-digitalisering',
    title: 'Leda digitalisering',
    summary:
      'Utbildning av chefer för att leda i en digitaliserad skola. Rektorer, förskolechefer och enhetschefer läser tillsammans under tre ' +
      'terminer, besöker varandras verksamheter och prövar en förändring hemma mellan träffarna. Målet är att beslut om digitala ' +
      'verktyg ska utgå från undervisningen och inte från utbudet.',
    startsOn: '2017-09-01',
    endsOn: '2019-06-14',
    partners: [],
    priorityAreas: ['digitalisering', 'administration'],
  },
  {
    slug: 'samverkan-basta-skola',
    title: 'Samverkan bästa skola',
    summary:
      'Utvecklingsarbete med stöd av Skolverket och Karlstads universitet. Skolorna gör en gemensam nulägesanalys, väljer få frågor och ' +
      'bildar analysgrupper där lärare och rektor prövar förklaringar till elevernas resultat. Universitetet handleder grupperna.',
    startsOn: '2018-01-15',
    endsOn: '2020-12-18',
    partners: ['Skolverket', 'Karlstads universitet'],
    priorityAreas: ['systematiskt-kvalitetsarbete', 'elevhalsoarbetet'],
  },
  {
    slug: 'e-vagledning',
    title: 'e-Vägledning',
    summary:
      'Modern vägledning med digitalt stöd. Bokning på webben, chatt och video ska göra studie- och yrkesvägledningen lika tillgänglig ' +
      'för den som arbetar dagtid eller bor långt från Vägledningscentrum. Vägledarna övar med varandra innan nya kanaler öppnas.',
    startsOn: '2018-08-13',
    endsOn: null,
    partners: [],
    priorityAreas: ['digitalisering'],
  },
  {
    slug: 'baggeboskolan',
    title: 'Baggeboskolan',
    summary:
      'Ny grundskola som blir utgång för förändrade lärmiljöer och kommande byggnationer. Hemvister med avskärmbara platser och öppna ' +
      'ytor prövas i undervisning och fritidshem, och varje läsår avslutas med en lärmiljörond vars erfarenheter går in i nästa bygge.',
    startsOn: '2018-08-20',
    endsOn: null,
    partners: [],
    priorityAreas: ['larmiljoer'],
  },
];
