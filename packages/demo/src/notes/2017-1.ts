/** 2017-2018, round 1: the first seminars in this form, all closed. */
import type { DemoNote } from '../types.ts';
import { action, cause, claim, conclusion, evidence, h2, openQuestion, p, research, result } from '../write.ts';
import { DIG, NAR, SKA, SPR } from './areas.ts';

export const preschool2017round1: DemoNote = {
  key: '2017-1-forskola',
  blocks: [
    h2('Barnens språk'),
    result(
      'f17r1-sprak-resultat',
      SPR,
      'Den första gemensamma språkkartläggningen visar att 63 procent av de äldsta barnen kan återberätta en saga. Mellan förskolorna ',
      'skiljer det nästan trettio procentenheter. ',
      evidence('sprakkartlaggning'),
    ),
    cause(
      'f17r1-bocker-orsak',
      SPR,
      'Tillgången till böcker är ojämn. På två förskolor är bokhyllan gammal och sliten, och flera familjer lånar aldrig på biblioteket. ',
      claim('f17r1-sprak-resultat'),
    ),
    conclusion(
      'f17r1-bocker-slutsats',
      SPR,
      'Förskolan kan kompensera genom att föra boken närmare hemmet. Läsvanor byggs på båda hållen. ',
      claim('f17r1-bocker-orsak'),
      research('bus-1995'),
    ),
    action(
      'f17r1-boklada-atgard',
      SPR,
      { owner: 'Siv Fabelström', due: '2017-11-20', expectedEffect: 'Varje familj har lånat hem en bok före jul' },
      'Boklådor med böcker på många språk ställs i alla kapprum, fria att låna hem utan kort. ',
      claim('f17r1-bocker-slutsats'),
    ),
    h2('Hur vi följer upp'),
    result(
      'f17r1-information-resultat',
      SKA,
      'I vårens enkät svarade 71 procent av vårdnadshavarna att de får veta hur barnet utvecklas. ',
      evidence('vardnadshavarenkat'),
    ),
    p('Kvarnbacken undrar om resultatet beror på att utvecklingssamtalen ligger så sent på våren.'),
    openQuestion(
      'f17r1-kartlaggning-fraga',
      SPR,
      'Ska språkkartläggningen göras två gånger om året, och vem sammanställer den i så fall?',
    ),
  ],
};

export const school2017round1: DemoNote = {
  key: '2017-1-grundskola',
  blocks: [
    h2('Frånvaro'),
    result(
      'g17r1-franvaro-resultat',
      NAR,
      'Andelen elever med hög frånvaro är 14,9 procent på högstadiet, mer än dubbelt så stor som på mellanstadiet. ',
      evidence('franvaro-stadier'),
    ),
    cause(
      'g17r1-rutin-orsak',
      NAR,
      'Skolorna räknar olika. Vissa reagerar på ogiltig frånvaro, andra på all, och gränsen för när rektor får veta varierar från en ',
      'vecka till en termin. ',
      claim('g17r1-franvaro-resultat'),
    ),
    conclusion(
      'g17r1-rutin-slutsats',
      NAR,
      'Innan vi kan minska frånvaron måste vi se samma sak. En gemensam gräns är första steget mot likvärdighet. ',
      claim('g17r1-rutin-orsak'),
      research('kearney-graczyk-2014'),
    ),
    action(
      'g17r1-rutin-atgard',
      NAR,
      {
        owner: 'Grundskolans rektorer',
        due: '2018-01-08',
        expectedEffect: 'Jämförbara siffror från alla skolor våren 2018',
      },
      'En frånvarorutin med gränsen 15 procent, oavsett orsak, ersätter skolornas egna från årsskiftet. ',
      claim('g17r1-rutin-slutsats'),
    ),
    h2('En till en'),
    result(
      'g17r1-dator-resultat',
      DIG,
      'Varannan lärare känner sig trygg med digitala verktyg. Eleverna på högstadiet har egen dator sedan augusti. ',
      evidence('digital-sjalvskattning'),
    ),
    p('Bruksskolan har tagit fram egna regler för mobiltelefoner. De andra skolorna avvaktar.'),
  ],
};

export const adults2017round1: DemoNote = {
  key: '2017-1-kompetenscenter',
  blocks: [
    h2('Distansstudier'),
    result(
      'k17r1-avbrott-resultat',
      SKA,
      'Avbrotten på distanskurser är 34 procent mot 19 i klassrum. Distans är samtidigt den form som växer. ',
      evidence('avbrott-vux'),
    ),
    cause(
      'k17r1-plan-orsak',
      SKA,
      'Den individuella studieplanen skrivs vid antagningen och öppnas sällan igen. När livet ändras märks det inte förrän kursen är slut. ',
      claim('k17r1-avbrott-resultat'),
    ),
    conclusion(
      'k17r1-plan-slutsats',
      SKA,
      'Studieplanen ska vara ett verktyg för samtal under kursens gång och inte ett antagningspapper. ',
      claim('k17r1-plan-orsak'),
      evidence('skollagen'),
    ),
    action(
      'k17r1-plan-atgard',
      SKA,
      {
        owner: 'Rektor för vuxenutbildningen',
        due: '2018-01-15',
        expectedEffect: 'Alla som läser på heltid har en aktuell plan',
      },
      'Lärare och studerande går igenom planen tillsammans när en tredjedel av kursen har gått. ',
      claim('k17r1-plan-slutsats'),
    ),
    h2('Svenska för invandrare'),
    result('k17r1-sfi-resultat', SPR, 'På kurs B når 44 procent målen i tid, på kurs D 57. ', evidence('sfi-resultat')),
    cause(
      'k17r1-sfi-orsak',
      SPR,
      'Praktik och undervisning drar åt olika håll: språket på arbetsplatsen tas inte upp i klassrummet, och schemat krockar. ',
      claim('k17r1-sfi-resultat'),
    ),
    p('Zara föreslår att två av kursveckorna förläggs ute på arbetsplatserna. Arbetsförmedlingen måste vara med.'),
  ],
};
