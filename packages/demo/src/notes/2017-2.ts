/** 2017-2018, round 2, all closed. */
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
import { BED, NAR, SKA, SPR } from './areas.ts';

export const preschool2017round2: DemoNote = {
  key: '2017-2-forskola',
  blocks: [
    h2('Boklådorna'),
    effect(
      'f17r2-boklada-effekt',
      SPR,
      'Lådorna töms på måndagarna och fylls på fredagarna. Böcker på arabiska och tigrinja tog slut först, och några vårdnadshavare har ',
      'själva lagt dit fler. ',
      claim('f17r1-boklada-atgard'),
    ),
    successFactor(
      'f17r2-boklada-framgang',
      SPR,
      'Det som gjorde skillnad var att ingen behövde fylla i något för att låna.',
    ),
    h2('Pedagogisk dokumentation'),
    result(
      'f17r2-dokumentation-resultat',
      SKA,
      'Nästan alla arbetslag dokumenterar, men bara omkring hälften kan ge exempel på en förändring i undervisningen som dokumentationen har lett till. ',
      evidence('dokumentationsgenomgang'),
    ),
    cause(
      'f17r2-dokumentation-orsak',
      SKA,
      'Bilderna hamnar på väggen som minnen. Det saknas en gemensam fråga som säger vad vi letar efter när vi dokumenterar. ',
      claim('f17r2-dokumentation-resultat'),
    ),
    conclusion(
      'f17r2-dokumentation-slutsats',
      SKA,
      'En fråga i taget, bestämd i förväg, gör dokumentationen till underlag. ',
      claim('f17r2-dokumentation-orsak'),
      research('schildkamp-2016'),
    ),
    action(
      'f17r2-fraga-atgard',
      SKA,
      { owner: 'Inga Skissberg', due: '2018-03-05', expectedEffect: 'Varje arbetslag kan visa en ändring till i maj' },
      'Arbetslagen väljer en undersökningsfråga för våren och tar med två dokumentationer till varje reflektion. ',
      claim('f17r2-dokumentation-slutsats'),
    ),
  ],
};

export const school2017round2: DemoNote = {
  key: '2017-2-grundskola',
  blocks: [
    h2('Frånvarorutinen'),
    effect(
      'g17r2-rutin-effekt',
      NAR,
      'Alla skolor rapporterar sedan januari enligt samma gräns. Siffrorna steg först, eftersom giltig frånvaro nu räknas med, och det ',
      'har gett bättre samtal än den gamla listan. ',
      claim('g17r1-rutin-atgard'),
    ),
    h2('Bedömning i matematik'),
    result(
      'g17r2-matematik-resultat',
      BED,
      'Våren 2017 nådde 74 procent minst E i matematik i årskurs 6. På de nationella proven var spridningen mellan skolorna större än så. ',
      evidence('matematik-ak6'),
    ),
    cause(
      'g17r2-aterkoppling-orsak',
      BED,
      'Eleverna får veta hur det gick när arbetsområdet är avslutat. Kommentarerna beskriver resultatet och sällan vad som är nästa steg. ',
      claim('g17r2-matematik-resultat'),
    ),
    conclusion(
      'g17r2-aterkoppling-slutsats',
      BED,
      'Bedömningen behöver flytta in i lektionen. Lärare som bedömer elevlösningar tillsammans blir bättre på att säga vad som kommer härnäst. ',
      claim('g17r2-aterkoppling-orsak'),
      research('hattie-timperley-2007'),
    ),
    action(
      'g17r2-sambedomning-atgard',
      BED,
      { owner: 'Otto Hypotesman', due: '2018-02-19', expectedEffect: 'Högre andel med minst E i vårens betyg' },
      'Matematiklärarna i årskurs 4–6 träffas en gång i veckan och bedömer elevlösningar innan området är slut. ',
      claim('g17r2-aterkoppling-slutsats'),
    ),
    p('Sjöängsskolan vill pröva samma sak i naturorienterande ämnen men saknar tredje lärare.'),
  ],
};

export const adults2017round2: DemoNote = {
  key: '2017-2-kompetenscenter',
  blocks: [
    h2('Studieplanerna'),
    effect(
      'k17r2-plan-effekt',
      SKA,
      'Genomgången efter en tredjedel av kursen hinns med i klassrum men sällan på distans. Där den görs byter fler till en lugnare takt i ',
      'stället för att sluta. ',
      claim('k17r1-plan-atgard'),
    ),
    h2('Språk för arbete'),
    result(
      'k17r2-sfi-resultat',
      SPR,
      'Resultaten på sfi kurs C är 51 procent inom planerad tid. De som har praktik vid sidan av lyckas oftare. ',
      evidence('sfi-resultat'),
    ),
    cause(
      'k17r2-yrke-orsak',
      SPR,
      'Undervisningen följer läroboken, medan praktiken kräver ord om lyft, hygien och verktyg redan från första dagen. ',
      claim('k17r2-sfi-resultat'),
    ),
    conclusion(
      'k17r2-yrke-slutsats',
      SPR,
      'Språk och yrke lärs bäst på samma gång, och det är lärarna som måste mötas först. ',
      claim('k17r2-yrke-orsak'),
      research('timperley-2007'),
    ),
    action(
      'k17r2-yrke-atgard',
      SPR,
      { owner: 'Zara Övningsdal', due: '2018-03-19', expectedEffect: 'Gemensamma veckoteman i vård och lokalvård' },
      'Sfi-lärare och yrkeslärare planerar en halvdag i månaden och turas om att undervisa i varandras grupper. ',
      claim('k17r2-yrke-slutsats'),
    ),
    p('Fackförbunden har erbjudit sig att visa arbetsplatser. Det följer vi upp i maj.'),
  ],
};
