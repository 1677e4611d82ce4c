/** 2018-2019, round 1, förskola: closed. */
import type { DemoNote } from '../types.ts';
import { action, cause, claim, conclusion, effect, evidence, h2, openQuestion, p, research, result } from '../write.ts';
import { ADM, DIG, LAR } from './areas.ts';

export const preschool2018round1: DemoNote = {
  key: '2018-1-forskola',
  blocks: [
    h2('Åtgärder från i våras'),
    effect(
      'f18r1-larplatta-effekt',
      DIG,
      'Alla avdelningar har nu minst två lärplattor med samma appar. Barnen skapar mer och tittar mindre, men bara där personalen själv ',
      'är säker på verktyget. ',
      claim('f17r3-larplatta-atgard'),
    ),
    h2('Digitalt skapande'),
    result(
      'f18r1-digital-resultat',
      DIG,
      'I självskattningen säger 47 procent av oss att vi är trygga med digitala verktyg i undervisningen. Det är lägst av de tre verksamheterna. ',
      evidence('digital-sjalvskattning'),
    ),
    cause(
      'f18r1-digital-orsak',
      DIG,
      'Inspirationsdagarna har lockat dem som redan kan. Den som tvekar har inte fått se hur det går till i en vanlig barngrupp. ',
      claim('f18r1-digital-resultat'),
    ),
    conclusion(
      'f18r1-digital-slutsats',
      DIG,
      'Stödet måste komma in på avdelningen och stanna där några veckor. ',
      claim('f18r1-digital-orsak'),
      research('timperley-2007'),
    ),
    action(
      'f18r1-digital-atgard',
      DIG,
      {
        owner: 'Ebba Prototypsson',
        due: '2018-12-14',
        expectedEffect: 'Personalen fortsätter utan stöd när perioden är slut',
      },
      'Förstelärare arbetar tre veckor i taget på en förskola, med början på Kvarnbacken och Hyttvägen. ',
      claim('f18r1-digital-slutsats'),
    ),
    h2('Ljud och lugn'),
    result(
      'f18r1-ljud-resultat',
      LAR,
      'Personalen nämner bullret vid måltiderna som det främsta hindret för samtal med barnen. Höstens mätning visar 76 dBA i matrummen. ',
      evidence('ljudmatning-forskola'),
    ),
    cause(
      'f18r1-ljud-orsak',
      LAR,
      'Alla äter samtidigt i rum med hårda ytor. Grupperna är visserligen mindre än för tre år sedan, men lokalen är densamma. ',
      claim('f18r1-ljud-resultat'),
      evidence('barngrupper'),
    ),
    conclusion(
      'f18r1-ljud-slutsats',
      LAR,
      'Måltiden är ett undervisningstillfälle som rummet idag tar ifrån oss. ',
      claim('f18r1-ljud-orsak'),
    ),
    action(
      'f18r1-ljud-atgard',
      LAR,
      {
        owner: 'Förvaltningens lokalsamordnare',
        due: '2019-01-07',
        expectedEffect: 'Under 70 dBA i matrum med absorbenter',
      },
      'Tre matrum får ljudabsorbenter under jullovet och jämförs med de övriga. ',
      claim('f18r1-ljud-slutsats'),
    ),
    p('Vi skulle också kunna äta i två omgångar. Solgläntan provar det redan och är nöjda.'),
    h2('Frågor till förvaltningen'),
    openQuestion(
      'f18r1-vikarie-fraga',
      ADM,
      'Att ringa in vikarier tar upp hela morgonen för den som är chef. Kan bemanningen göras gemensamt för alla fem förskolor? ',
      evidence('chefers-tid'),
    ),
  ],
};
