/** 2018-2019, round 2, förskola: closed. */
import type { DemoNote } from '../types.ts';
import { action, cause, claim, conclusion, effect, evidence, h2, p, research, result } from '../write.ts';
import { DIG, LAR, SKA } from './areas.ts';

export const preschool2018round2: DemoNote = {
  key: '2018-2-forskola',
  blocks: [
    h2('Höstens åtgärder'),
    effect(
      'f18r2-ljud-effekt',
      LAR,
      'Ljudabsorbenter sitter sedan jullovet i tre matrum. Pedagogerna berättar om lugnare måltider och att barn som tidigare åt fort ',
      'nu sitter kvar och pratar. Ny mätning görs i april. ',
      claim('f18r1-ljud-atgard'),
    ),
    effect(
      'f18r2-digital-effekt',
      DIG,
      'Ebba Prototypsson har arbetat tre veckor vardera på Kvarnbacken och Hyttvägen. Båda förskolorna har fortsatt på egen hand med ',
      'film och enkla robotar, medan övriga väntar på sin tur. ',
      claim('f18r1-digital-atgard'),
    ),
    h2('Språk och högläsning'),
    result(
      'f18r2-sprak-resultat',
      LAR,
      'Spridningen i språkkartläggningen är stor. På den förskola som ligger lägst återberättar 55 procent sagan, på den högsta 79. ',
      evidence('sprakkartlaggning'),
    ),
    cause(
      'f18r2-sprak-orsak',
      LAR,
      'Högläsningen är det första som stryks när någon är sjuk. Där läsningen har en fast plats och delad grupp överlever den en vikarie, ',
      'annars inte. ',
      claim('f18r2-sprak-resultat'),
      research('sheridan-2014'),
    ),
    conclusion(
      'f18r2-sprak-slutsats',
      LAR,
      'Läsningen måste tåla en vanlig dag med frånvaro. Den ska stå i dagsschemat på samma sätt som maten. ',
      claim('f18r2-sprak-orsak'),
      research('bus-1995'),
    ),
    action(
      'f18r2-hoglasning-atgard',
      LAR,
      {
        owner: 'Samtliga förskolechefer',
        due: '2019-02-18',
        expectedEffect: 'Mindre skillnad mellan förskolorna i vårens kartläggning',
      },
      'Alla avdelningar läser högt två gånger om dagen i delad grupp, med en utsedd läsare och en utsedd ersättare. ',
      claim('f18r2-sprak-slutsats'),
    ),
    action(
      'f18r2-bok-atgard',
      LAR,
      {
        owner: 'Hyttvägens förskola',
        due: '2019-03-29',
        expectedEffect: 'Alla förskolor har samma veckoböcker att tillgå',
      },
      'Vi gör en gemensam inköpslista över böcker på svenska och på barnens modersmål och beställer tillsammans med biblioteket. ',
      claim('f18r2-sprak-slutsats'),
    ),
    h2('Reflektionstid'),
    result(
      'f18r2-reflektion-resultat',
      SKA,
      'Sex av tio planerade reflektionstillfällen genomfördes under hösten enligt arbetslagens loggböcker. ',
      evidence('reflektionstid-loggbok'),
    ),
    cause(
      'f18r2-reflektion-orsak',
      SKA,
      'Tiden ligger ensam på schemat och det finns ingen som kan gå in i gruppen. Vikarien som skulle ha löst det känner inte barnen. ',
      claim('f18r2-reflektion-resultat'),
    ),
    conclusion(
      'f18r2-reflektion-slutsats',
      SKA,
      'Reflektion är arbetstid som någon annan måste möjliggöra. Två arbetslag behöver dela på ansvaret för varandras barn den timmen. ',
      claim('f18r2-reflektion-orsak'),
    ),
    action(
      'f18r2-reflektion-atgard',
      SKA,
      { owner: 'Inga Skissberg', due: '2019-02-11', expectedEffect: 'Minst åtta av tio tillfällen blir av' },
      'Arbetslagen paras ihop två och två och får varsin timme på samma eftermiddag, med gemensam utevistelse för barnen. ',
      claim('f18r2-reflektion-slutsats'),
    ),
    p(
      'Lingonstigen har börjat bjuda in förskoleklassens lärare till reflektionen en gång i månaden. Det är för tidigt att säga vad det ger.',
    ),
  ],
};
