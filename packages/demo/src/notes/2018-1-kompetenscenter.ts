/** 2018-2019, round 1, kompetenscenter: closed. */
import type { DemoNote } from '../types.ts';
import {
  action,
  cause,
  claim,
  conclusion,
  effect,
  evidence,
  h2,
  p,
  research,
  result,
  successFactor,
} from '../write.ts';
import { DIG, LAR, SKA } from './areas.ts';

export const adults2018round1: DemoNote = {
  key: '2018-1-kompetenscenter',
  blocks: [
    h2('Beslut från förra läsåret'),
    effect(
      'k18r1-vagledning-effekt',
      DIG,
      'Bokning på nätet infördes i augusti och används till de flesta besök. Återbuden har blivit färre, men de som söker oss är samma grupp som tidigare. ',
      claim('k17r3-bokning-atgard'),
    ),
    h2('e-Vägledning'),
    result(
      'k18r1-chatt-resultat',
      DIG,
      'Bara 58 av vårens kontakter skedde i chatt eller video, medan telefon och e-post stod för 640. ',
      evidence('evagledning-kontakter'),
    ),
    cause(
      'k18r1-chatt-orsak',
      DIG,
      'Vi har bjudit in till video som en reservlösning när besöket inte går. Vägledarna är ovana och tycker att samtalet blir sämre. ',
      claim('k18r1-chatt-resultat'),
      research('kettunen-2013'),
    ),
    conclusion(
      'k18r1-chatt-slutsats',
      DIG,
      'Digital vägledning är ett eget sätt att arbeta, med egna styrkor. Det behöver övas, inte bara erbjudas. ',
      claim('k18r1-chatt-orsak'),
      evidence('digitaliseringsstrategi'),
    ),
    action(
      'k18r1-chatt-atgard',
      DIG,
      { owner: 'Vägledningscentrum', due: '2018-11-01', expectedEffect: 'Fler kontakter och nya grupper' },
      'En chatt prövas vardagar till klockan fem, efter en månads övning vägledare emellan. ',
      claim('k18r1-chatt-slutsats'),
    ),
    h2('Kurser på distans'),
    result(
      'k18r1-avbrott-resultat',
      SKA,
      'Avbrotten på distans ökade till 36 procent i våras. I klassrum är de hälften så många. ',
      evidence('avbrott-vux'),
    ),
    cause(
      'k18r1-avbrott-orsak',
      SKA,
      'Ärligt talat vet vi inte varför. Orsakskoden som registreras är oftast "annat", och ingen frågar den som slutar. ',
      claim('k18r1-avbrott-resultat'),
    ),
    conclusion(
      'k18r1-avbrott-slutsats',
      SKA,
      'Utan de studerandes egna ord gissar vi. Först samtal, sedan åtgärder. ',
      claim('k18r1-avbrott-orsak'),
      research('schildkamp-2016'),
    ),
    action(
      'k18r1-samtal-atgard',
      SKA,
      { owner: 'Britta Kladdqvist', due: '2019-01-11', expectedEffect: 'Vi kan beskriva de vanligaste skälen' },
      'Vägledarna ringer upp alla som avbrutit en distanskurs och ställer fyra öppna frågor. ',
      claim('k18r1-avbrott-slutsats'),
    ),
    successFactor(
      'k18r1-sprak-framgang',
      LAR,
      'Vårdlärare och sfi-lärare planerar ihop i yrkesvux. Studerande får orden samma vecka som de behöver dem på praktiken.',
    ),
    p('Lokalfrågan bordläggs. Sfi flyttar till plan två i november.'),
  ],
};
