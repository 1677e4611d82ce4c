/** 2018-2019, round 3, förskola: under way. */
import type { DemoNote } from '../types.ts';
import {
  action,
  bold,
  cause,
  claim,
  conclusion,
  effect,
  evidence,
  h2,
  openQuestion,
  p,
  research,
  result,
} from '../write.ts';
import { ADM, DIG, EHA, LAR, SKA } from './areas.ts';

export const preschool2018round3: DemoNote = {
  key: '2018-3-forskola',
  blocks: [
    h2('Förra rundans åtgärder'),
    effect(
      'f18r3-hoglasning-effekt',
      LAR,
      'Alla fem förskolor läser sedan februari högt i mindre grupper, en gång på förmiddagen och en gång efter mellanmålet. ',
      'Avståndet mellan den lägsta och den högsta förskolan i språkkartläggningen har krympt från 24 till 16 procentenheter. ',
      claim('f18r2-hoglasning-atgard'),
      evidence('sprakkartlaggning'),
    ),
    effect(
      'f18r3-reflektion-effekt',
      SKA,
      'Sedan två arbetslag fick sin reflektionstid samtidigt och kan täcka för varandra blir åtta av tio tillfällen av. ',
      'I höstas ställdes fyra av tio in. ',
      claim('f18r2-reflektion-atgard'),
      evidence('reflektionstid-loggbok'),
    ),
    p(
      'Åtgärden om gemensam bokinköpslista är inte påbörjad. Hyttvägen hade lovat att hålla i den men har varit utan biträdande ' +
        'förskolechef sedan mars.',
    ),
    h2('Lärmiljöer'),
    result(
      'f18r3-sprak-resultat',
      LAR,
      'I vårens kartläggning återberättar 74 procent av de äldsta barnen en saga med stöd av bilder, mot 68 procent i höstas. ',
      'Mest har det hänt på de två förskolor som låg lägst. ',
      evidence('sprakkartlaggning'),
    ),
    cause(
      'f18r3-sprak-orsak',
      LAR,
      'De arbetslag som lyft mest har slutat läsa det som råkar ligga framme. De har samma bok en hel vecka, pratar om den före, ',
      'under och efter, och låter barnen spela upp den. Det blir många fler samtal om ord än när en saga läses för att få lugn före vilan. ',
      claim('f18r3-sprak-resultat'),
      research('bus-1995'),
    ),
    conclusion(
      'f18r3-sprak-slutsats',
      LAR,
      'Likvärdigheten ökar när dagens upplägg bestäms gemensamt av förskolorna. Så länge varje avdelning själv avgör när gruppen ',
      'delas, avgör också avdelningens bemanning hur mycket språk ett barn får med sig. ',
      claim('f18r3-sprak-orsak'),
      research('sheridan-2014'),
    ),
    action(
      'f18r3-sprak-atgard',
      LAR,
      {
        owner: 'Förskolecheferna med Siv Fabelström',
        due: '2019-09-30',
        expectedEffect: 'Minst 70 procent på varje enskild förskola i höstens kartläggning',
      },
      'Vi skriver en gemensam dagsrytm där gruppen delas direkt efter frukost, med tre veckoböcker som alla förskolor börjar med i augusti. ',
      claim('f18r3-sprak-slutsats'),
    ),
    result(
      'f18r3-ljud-resultat',
      LAR,
      'Ljudnivån i lekhallarna är fortfarande för hög för samtal i grupp: 77 dBA i april. I matrummen med ljudabsorbenter har nivån ',
      'däremot sjunkit från 76 till 69. ',
      evidence('ljudmatning-forskola'),
    ),
    h2('Digitalisering'),
    result(
      'f18r3-digital-resultat',
      DIG,
      'Tryggheten med digitala verktyg i undervisningen har ökat från 47 till 58 procent av förskolans personal på ett halvår. ',
      evidence('digital-sjalvskattning'),
    ),
    cause(
      'f18r3-digital-orsak',
      DIG,
      'Ökningen kommer från de förskolor där Ebba arbetat bredvid kollegorna i barngruppen. På de andra har fortbildningen mest handlat ',
      'om hur verktygen fungerar, inte om vad barnen ska lära sig med dem. ',
      claim('f18r3-digital-resultat'),
      research('timperley-2007'),
    ),
    conclusion(
      'f18r3-digital-slutsats',
      DIG,
      'En lärplatta blir ett undervisningsmedel först när någon prövar den i barngruppen tillsammans med en kollega. Kurser utan ',
      'prövning hemma ska vi sluta betala för. ',
      claim('f18r3-digital-orsak'),
    ),
    action(
      'f18r3-digital-atgard',
      DIG,
      { due: '2019-10-31', expectedEffect: 'Lika stor trygghet på alla fem förskolor' },
      'Varje arbetslag planerar ett projekt med digitalt skapande ihop med förstelärare under höstens första sex veckor. ',
      claim('f18r3-digital-slutsats'),
    ),
    h2('Systematiskt kvalitetsarbete'),
    result(
      'f18r3-analys-resultat',
      SKA,
      'Lärloggarna beskriver utförligt vad barnen gör, mer sällan vad de har lärt sig och varför. Vårdnadshavarna märker ändå skillnad: ',
      '81 procent säger att de får veta hur barnet utvecklas, nio procentenheter fler än förra året. ',
      evidence('vardnadshavarenkat'),
    ),
    cause(
      'f18r3-tid-orsak',
      SKA,
      'Den gemensamma tiden i arbetslaget räcker till praktisk planering men inte till analys. När reflektionen väl börjar återstår ',
      'tjugo minuter och då väljer man nästa veckas aktiviteter. ',
      claim('f18r3-analys-resultat'),
      evidence('reflektionstid-loggbok'),
    ),
    p(
      'Inga Skissberg tror att det också beror på att frågorna i mallen är för många. På Åbrinken har de strukit ned den till två: vad ser vi att ' +
        'barnen har förstått, och vad i vår undervisning gjorde det möjligt?',
    ),
    h2('Administration'),
    result(
      'f18r3-dokumentation-resultat',
      ADM,
      'Tiden för dokumentation har minskat sedan lärplattformen infördes. Förskollärarna slipper veckobrev och pärmar och uppskattar ',
      'att de vunnit en halvtimme i veckan var.',
    ),
    h2('Elevhälsoarbetet'),
    conclusion(
      'f18r3-overgang-slutsats',
      EHA,
      'Överlämningen till förskoleklass behöver handla om vilka lärmiljöer som har fungerat för barnen, inte bara om vad som varit svårt.',
    ),
    h2('Öppna frågor till förvaltningen'),
    openQuestion(
      'f18r3-laroplan-fraga',
      SKA,
      'Den 1 juli börjar Lpfö 18 gälla och förskolechefer blir rektorer. Hur räknas tid för att läsa in den nya läroplanen i höstens ',
      'kompetensdagar, och gäller samma delegationsordning som för grundskolans rektorer?',
    ),
    p(
      bold('Att ta upp nästa gång: '),
      'ljudet i lekhallarna, bokinköpen och vem som håller i kontakten med förskoleklasserna.',
    ),
  ],
};
