/** 2018-2019, round 2, grundskola: closed. */
import type { DemoNote } from '../types.ts';
import { action, cause, claim, conclusion, effect, evidence, h2, h3, p, research, result } from '../write.ts';
import { EHA, LAR, SKA } from './areas.ts';

export const school2018round2: DemoNote = {
  key: '2018-2-grundskola',
  blocks: [
    h2('Sedan sist'),
    effect(
      'g18r2-studiero-effekt',
      LAR,
      'Den gemensamma lektionsstarten används av alla lärare i årskurs 4–6 sedan november. Vikarier säger att de vet vad som gäller, ',
      'och lektionerna kommer i gång snabbare. Elevernas egen bild får vi i februarienkäten. ',
      claim('g18r1-studiero-atgard'),
    ),
    h2('Kunskapsresultat i matematik'),
    result(
      'g18r2-matematik-resultat',
      SKA,
      'Andelen elever i årskurs 6 med minst betyget E i matematik har gått från 71 till 78 procent på två år. ',
      evidence('matematik-ak6'),
    ),
    cause(
      'g18r2-sambedomning-orsak',
      SKA,
      'Ämneslagen har haft gemensam tid för sambedömning varje vecka, vilket har gjort återkopplingen tydligare för eleverna. ',
      claim('g18r2-matematik-resultat'),
      research('hattie-timperley-2007'),
    ),
    conclusion(
      'g18r2-sambedomning-slutsats',
      SKA,
      'Schemalagd sambedömning höjer kvaliteten i undervisningen och bör gälla på alla våra skolenheter. ',
      claim('g18r2-sambedomning-orsak'),
    ),
    action(
      'g18r2-sambedomning-atgard',
      SKA,
      { owner: 'Rektorerna', due: '2019-08-15', expectedEffect: 'Minst 80 procent når E i årskurs 6, på varje skola' },
      'Rektorerna lägger in fyrtio minuters sambedömning i veckan i höstens tjänstefördelning. ',
      claim('g18r2-sambedomning-slutsats'),
    ),
    h2('Närvaro och elevhälsa'),
    result(
      'g18r2-franvaro-resultat',
      EHA,
      'Under hösten hade 14,2 procent av högstadiets elever mer än 15 procents frånvaro. I årskurs 1–3 var det 5,5 procent. ',
      evidence('franvaro-stadier'),
    ),
    result(
      'g18r2-elevhalsa-resultat',
      EHA,
      'Nära hälften av elevhälsans tid går till åtgärdande insatser, och en lika stor del som förut till möten och protokoll. ',
      evidence('elevhalsa-tid'),
    ),
    cause(
      'g18r2-sent-orsak',
      EHA,
      'Vi upptäcker frånvaron sent. Mentorn ser enstaka lektioner, ingen ser mönstret, och när elevhälsan kopplas in har det ofta gått ',
      'en månad. Då återstår bara de tunga insatserna. ',
      claim('g18r2-franvaro-resultat'),
      claim('g18r2-elevhalsa-resultat'),
    ),
    conclusion(
      'g18r2-tidigt-slutsats',
      EHA,
      'Insatserna behöver börja den första dagen och i klassrummet. En trappa i tre steg gör att de flesta får hjälp innan det finns något ärende. ',
      claim('g18r2-sent-orsak'),
      research('kearney-graczyk-2014'),
      research('gustafsson-2010'),
    ),
    h3('Beslut'),
    action(
      'g18r2-narvaro-atgard',
      EHA,
      {
        owner: 'Wilma Förslagsson',
        due: '2019-02-04',
        expectedEffect: 'Under 12 procent med hög frånvaro i årskurs 7–9 i vår',
      },
      'Bruksskolans närvaroteam ringer hem före klockan tio varje dag och tar ett samtal med eleven dagen efter. ',
      claim('g18r2-tidigt-slutsats'),
    ),
    action(
      'g18r2-elevhalsa-atgard',
      EHA,
      {
        owner: 'Biträdande rektor på Sjöängsskolan',
        due: '2019-03-01',
        expectedEffect: 'Mer förebyggande tid, färre nya ärenden',
      },
      'Specialpedagogerna deltar i arbetslagens planering varannan vecka på alla skolor, i stället för i separata elevhälsomöten. ',
      claim('g18r2-tidigt-slutsats'),
    ),
    p(
      'Skillnaden i matematik är större mellan skolorna än mellan årskurserna. Vi vill se närvaron bredvid resultaten innan vi skriver något mer om det.',
    ),
  ],
};
