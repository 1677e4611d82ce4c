/** 2018-2019, round 2, kompetenscenter: closed. */
import type { DemoNote } from '../types.ts';
import { action, cause, claim, conclusion, effect, evidence, h2, p, research, result } from '../write.ts';
import { DIG, LAR, SKA } from './areas.ts';

export const adults2018round2: DemoNote = {
  key: '2018-2-kompetenscenter',
  blocks: [
    h2('Vad blev det av åtgärderna?'),
    effect(
      'k18r2-evagledning-effekt',
      DIG,
      'Chattens prövoperiod gav 164 kontakter i chatt och video under hösten, mot 58 under våren. Besöken har minskat något men inte ',
      'i samma takt, så vi når människor som inte kom förut. ',
      claim('k18r1-chatt-atgard'),
      evidence('evagledning-kontakter'),
    ),
    effect(
      'k18r2-samtal-effekt',
      SKA,
      'Vägledarna har ringt dem som avbröt en distanskurs. 46 personer svarade, och för första gången vet vi mer om skälen än koden i ',
      'studiesystemet. ',
      claim('k18r1-samtal-atgard'),
      evidence('avbrottssamtal'),
    ),
    h2('Avbrotten'),
    result(
      'k18r2-avbrott-resultat',
      SKA,
      'På distans avbröts 31 procent av höstens kursstarter. Det är fem procentenheter lägre än i våras men långt över klassrummens 17. ',
      evidence('avbrott-vux'),
    ),
    cause(
      'k18r2-tystnad-orsak',
      SKA,
      'De första sex veckorna är tysta. Studerande väntar på att läraren ska höra av sig, läraren väntar på en inlämning. ',
      claim('k18r2-avbrott-resultat'),
      evidence('avbrottssamtal'),
    ),
    conclusion(
      'k18r2-tystnad-slutsats',
      SKA,
      'Läraren måste ta första steget. Återkoppling innan något är inlämnat låter bakvänt men är det som de studerande saknat mest. ',
      claim('k18r2-tystnad-orsak'),
      research('hattie-timperley-2007'),
    ),
    action(
      'k18r2-kontakt-atgard',
      SKA,
      { owner: 'Ragnar Demolin', due: '2019-01-28', expectedEffect: 'Färre avhopp före vecka sju' },
      'Distanslärare ringer varje nyantagen under första veckan och på nytt i vecka tre, efter en gemensam samtalsguide. ',
      claim('k18r2-tystnad-slutsats'),
    ),
    h2('Vägledning när folk har tid'),
    conclusion(
      'k18r2-chatt-slutsats',
      DIG,
      'Flest chattar kommer in strax före stängning. Vägledningen behöver finnas när de som arbetar har slutat för dagen. ',
      claim('k18r2-tystnad-orsak'),
      evidence('evagledning-kontakter'),
      research('kettunen-2013'),
    ),
    action(
      'k18r2-chatt-atgard',
      DIG,
      {
        owner: 'Douglas Visiongren',
        due: '2019-02-12',
        expectedEffect: 'Minst 250 kontakter i chatt och video under våren',
      },
      'Chatt och video hålls öppna tisdag och torsdag till klockan åtta på kvällen. Vägledarna delar passen och tar igen tiden på fredagar. ',
      claim('k18r2-chatt-slutsats'),
    ),
    h2('Sfi'),
    result(
      'k18r2-sfi-resultat',
      LAR,
      'Kurs B är det trånga stället: 46 procent klarar den i tid, mot 60 procent på kurs D. ',
      evidence('sfi-resultat'),
    ),
    cause(
      'k18r2-sfi-orsak',
      LAR,
      'Många på kurs B har kort skolbakgrund och kan inte studera hemma på egen hand. Efter lunch finns varken lärare eller lugn plats. ',
      claim('k18r2-sfi-resultat'),
    ),
    action(
      'k18r2-sfi-atgard',
      LAR,
      { owner: 'Zara Övningsdal', due: '2019-02-04', expectedEffect: 'Hälften klarar kurs B inom planerad tid' },
      'En studieverkstad öppnas alla vardagar mellan ett och fyra, bemannad av sfi-lärare i tur och ordning. ',
    ),
    p('Britta vill att vi följer kurserna med flest avbrott för sig. Listan skickas ut i februari.'),
  ],
};
