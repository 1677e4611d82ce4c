/** 2017-2018, round 3, all closed; the next year's first round begins from its actions. */
import type { DemoNote } from '../types.ts';
import { action, cause, claim, conclusion, effect, evidence, h2, openQuestion, p, research, result } from '../write.ts';
import { BED, DIG, SKA, SPR } from './areas.ts';

export const preschool2017round3: DemoNote = {
  key: '2017-3-forskola',
  blocks: [
    h2('Undersökningsfrågorna'),
    effect(
      'f17r3-fraga-effekt',
      SKA,
      'De flesta arbetslag har ändrat något: materialet ligger lägre, samlingen är kortare, frågorna är öppnare. Ett par lag bytte fråga ',
      'varje månad och kom inte längre än till beskrivning. ',
      claim('f17r2-fraga-atgard'),
    ),
    h2('Läsåret i siffror'),
    result(
      'f17r3-sprak-resultat',
      SPR,
      'Språkkartläggningen har rört sig från 63 till 66 procent. Trivseln är hög, 94 procent av vårdnadshavarna säger att barnet är tryggt. ',
      evidence('sprakkartlaggning'),
      evidence('vardnadshavarenkat'),
    ),
    h2('Lärplattorna'),
    result(
      'f17r3-digital-resultat',
      DIG,
      'Fyra av tio i personalen är trygga med digitala verktyg. Plattorna används mest till att se på film när gruppen behöver vila. ',
      evidence('digital-sjalvskattning'),
    ),
    cause(
      'f17r3-digital-orsak',
      DIG,
      'Varje avdelning har köpt sina egna appar och några har inga alls. Det går inte att lära av varandra när utrustningen är så olika. ',
      claim('f17r3-digital-resultat'),
    ),
    conclusion(
      'f17r3-digital-slutsats',
      DIG,
      'Lika tillgång är ett villkor för likvärdighet, och appar där barnen skapar själva bör gå före färdiga spel. ',
      claim('f17r3-digital-orsak'),
      evidence('digitaliseringsstrategi'),
    ),
    action(
      'f17r3-larplatta-atgard',
      DIG,
      {
        owner: 'Förvaltningens it-samordnare',
        due: '2018-08-20',
        expectedEffect: 'Samma grundutrustning på varje avdelning',
      },
      'Alla avdelningar får minst två lärplattor med ett gemensamt urval appar före höststarten. ',
      claim('f17r3-digital-slutsats'),
    ),
  ],
};

export const school2017round3: DemoNote = {
  key: '2017-3-grundskola',
  blocks: [
    h2('Sambedömningen'),
    effect(
      'g17r3-sambedomning-effekt',
      BED,
      'Matematiklärarna har träffats tolv gånger. Andelen med minst E i årskurs 6 ser ut att hamna på 78 procent, och eleverna säger oftare ',
      'att de vet vad de ska träna på. ',
      claim('g17r2-sambedomning-atgard'),
      evidence('matematik-ak6'),
    ),
    h2('Slutbetygen'),
    result(
      'g17r3-betyg-resultat',
      BED,
      'Förra våren lämnade 70 procent årskurs 9 med godkänt i alla ämnen. Mellan flickor och pojkar skilde fjorton procentenheter. ',
      evidence('maluppfyllelse-ak9'),
    ),
    cause(
      'g17r3-analys-orsak',
      SKA,
      'Vi beskriver skillnaderna år efter år men söker förklaringen hos eleverna. Vår egen undervisning prövas inte som orsak. ',
      claim('g17r3-betyg-resultat'),
      evidence('samverkan-nulage'),
    ),
    conclusion(
      'g17r3-analys-slutsats',
      SKA,
      'Orsaksanalys är ett hantverk som kräver övning, hjälp utifrån och en rektor som själv är med. ',
      claim('g17r3-analys-orsak'),
      research('schildkamp-2016'),
    ),
    action(
      'g17r3-analys-atgard',
      SKA,
      {
        owner: 'Rektor på Kvarnskolan',
        due: '2018-09-03',
        expectedEffect: 'En prövad förklaring till matematikresultaten före jul',
      },
      'Kvarnskolan bildar en analysgrupp inom Samverkan bästa skola, med handledning från universitetet. ',
      claim('g17r3-analys-slutsats'),
    ),
    p('Baggeboskolan öppnar i augusti. Personalen vill ha tid att lära känna lokalerna före eleverna.'),
    openQuestion(
      'g17r3-baggebo-fraga',
      null,
      'Hur ska erfarenheterna från det första året på Baggeboskolan samlas in, så att de hinner påverka nästa bygge?',
    ),
  ],
};

export const adults2017round3: DemoNote = {
  key: '2017-3-kompetenscenter',
  blocks: [
    h2('Språk och yrke tillsammans'),
    effect(
      'k17r3-yrke-effekt',
      SPR,
      'Vård och lokalvård har haft veckoteman sedan mars. Handledarna på arbetsplatserna märker att praktikanterna vågar fråga mer. ',
      claim('k17r2-yrke-atgard'),
    ),
    h2('Vägledningens tillgänglighet'),
    result(
      'k17r3-vagledning-resultat',
      DIG,
      'Besöken dominerar: 398 under våren. Många bokade tider står tomma samtidigt som telefonkön är lång. ',
      evidence('evagledning-kontakter'),
    ),
    cause(
      'k17r3-bokning-orsak',
      DIG,
      'Tider bokas och avbokas per telefon på förmiddagar. Den som får förhinder på kvällen uteblir i stället. ',
      claim('k17r3-vagledning-resultat'),
    ),
    conclusion(
      'k17r3-bokning-slutsats',
      DIG,
      'Tillgänglighet börjar med bokningen. Kan man sköta den själv, dygnet runt, frigörs tid för samtal. ',
      claim('k17r3-bokning-orsak'),
      research('kettunen-2013'),
    ),
    action(
      'k17r3-bokning-atgard',
      DIG,
      { owner: 'Douglas Visiongren', due: '2018-08-13', expectedEffect: 'Färre uteblivna besök' },
      'Bokning av vägledning på webben införs till höstterminen, som första steg i e-Vägledning. ',
      claim('k17r3-bokning-slutsats'),
    ),
    p('Distansavbrotten ökade igen. Vi hann inte analysera dem i dag och tar upp dem först i oktober.'),
  ],
};
