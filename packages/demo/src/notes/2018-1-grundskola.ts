/** 2018-2019, round 1, grundskola: closed. */
import type { DemoNote } from '../types.ts';
import {
  action,
  cause,
  claim,
  conclusion,
  effect,
  evidence,
  h2,
  list,
  openQuestion,
  p,
  research,
  result,
} from '../write.ts';
import { ADM, DIG, LAR, SKA } from './areas.ts';

export const school2018round1: DemoNote = {
  key: '2018-1-grundskola',
  blocks: [
    h2('Vad har hänt sedan i maj?'),
    effect(
      'g18r1-samverkan-effekt',
      SKA,
      'Analysgruppen på Kvarnskolan har träffats fyra gånger med stöd från Karlstads universitet. Den har bytt förklaring en gång, och det ',
      'är vi stolta över: först skyllde vi på läxorna. ',
      claim('g17r3-analys-atgard'),
    ),
    h2('Studiero'),
    result(
      'g18r1-studiero-resultat',
      LAR,
      'I årskurs 5 instämmer 61 procent i att de har studiero och i årskurs 8 bara 49. Siffrorna har legat stilla i två år. ',
      evidence('elevenkat-studiero'),
    ),
    cause(
      'g18r1-studiero-orsak',
      LAR,
      'Lektioner börjar på olika sätt hos olika lärare. Eleverna lägger de första minuterna på att ta reda på vad som gäller, och den som ',
      'har svårt att vänta hinner hamna i konflikt. ',
      claim('g18r1-studiero-resultat'),
    ),
    conclusion(
      'g18r1-studiero-slutsats',
      LAR,
      'Förutsägbarhet är en anpassning som gynnar alla. Den kräver enighet bland de vuxna, inte extra pengar. ',
      claim('g18r1-studiero-orsak'),
      evidence('spsm-larmiljo'),
    ),
    action(
      'g18r1-studiero-atgard',
      LAR,
      {
        owner: 'Linus Tänkvist och arbetslagsledarna',
        due: '2018-11-05',
        expectedEffect: 'Fler elever uppger studiero i februari',
      },
      'Mellanstadiet inför en gemensam lektionsstart: plats, mål på tavlan, tyst uppgift i fem minuter. ',
      claim('g18r1-studiero-slutsats'),
    ),
    h2('Digitala verktyg'),
    result(
      'g18r1-digital-resultat',
      DIG,
      'Datorerna finns i alla klassrum från årskurs 4, men användningen varierar mer mellan lärare än mellan ämnen. ',
      evidence('digital-sjalvskattning'),
    ),
    cause(
      'g18r1-digital-orsak',
      DIG,
      'Den som har prövat och fått strul med inloggningar återgår till papper. Tid att lära om finns inte i schemat. ',
      claim('g18r1-digital-resultat'),
      research('tallvid-2016'),
    ),
    conclusion(
      'g18r1-digital-slutsats',
      DIG,
      'Innan fler verktyg köps in behöver de som finns fungera varje gång. ',
      claim('g18r1-digital-orsak'),
    ),
    p('Inför nästa gång tar vi med:'),
    list('terminsbetygen i matematik, årskurs 6', 'frånvaron per stadium', 'elevhälsans tidsredovisning'),
    h2('Öppen fråga'),
    openQuestion(
      'g18r1-system-fraga',
      ADM,
      'Vem äger beslutet om vilka uppgifter som ska finnas i lärplattformen och vilka som ska diarieföras?',
    ),
  ],
};
