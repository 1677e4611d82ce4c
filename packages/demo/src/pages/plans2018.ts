/** Verksamhetsplaner of 2018-2019. */
import type { DemoBlock, DemoPage } from '../types.ts';
import { bold, h2, h3, list, p, table } from '../write.ts';

const plan = (leadershipGroup: string, title: string, blocks: DemoBlock[]): DemoPage => ({
  key: `plan-2018-${leadershipGroup}`,
  kind: 'plan',
  title,
  schoolYear: '2018-2019',
  leadershipGroup,
  state: 'published',
  blocks,
});

export const plans2018: DemoPage[] = [
  plan('forskola', 'Verksamhetsplan för förskolan 2018–2019', [
    h2('Vad vi vill'),
    p(
      'Alla barn ska möta en undervisning som utvecklar språk, lek och nyfikenhet, oavsett vilken av våra fem förskolor de går på. Läsåret ' +
        '2018–2019 förbereder vi oss också för den nya läroplanen, som börjar gälla den 1 juli 2019.',
    ),
    h2('Utgångsläge'),
    p(
      'Språkkartläggningen visar att 66 procent av de äldsta barnen återberättar en saga, men att förskolorna skiljer sig mycket åt. ' +
        'Personalens trygghet med digitala verktyg är lägre än i de andra verksamheterna. Reflektionen i arbetslagen hotas av frånvaro.',
    ),
    h2('Prioriterade områden'),
    h3('Lärmiljöer'),
    list(
      'Högläsning i delad grupp varje dag på varje avdelning',
      'Ljudnivån i matrum och lekhallar mäts och sänks',
      'Miljöronder tillsammans med barnen i september',
    ),
    h3('Digitalisering'),
    list('Förstelärare arbetar i barngrupp tre veckor i taget', 'Barn skapar film, bild och enkla program'),
    h3('Systematiskt kvalitetsarbete'),
    list('En undersökningsfråga per arbetslag och termin', 'Reflektionstid som tål att någon är sjuk'),
    h3('Administration'),
    list('Lärplattformen ersätter pärmar och veckobrev', 'Bemanning vid frånvaro samordnas mellan förskolorna'),
    h3('Elevhälsoarbetet'),
    list('Tidig handledning av specialpedagog', 'Överlämning till förskoleklass som utgår från lärmiljön'),
    h2('Så följer vi upp'),
    table(
      ['Underlag', 'När'],
      ['Språkkartläggning', 'September och april'],
      ['Vårdnadshavarenkät', 'Mars'],
      ['Loggböcker om reflektionstid', 'Löpande, sammanställs januari och april'],
    ),
    h2('Barns och vårdnadshavares inflytande'),
    p(
      'Barnen är med när miljön bedöms och väljs: de fotograferar platser de tycker om och platser de undviker. Förskoleråden får ta del av ' +
        'analysen efter varje runda och lämnar frågor till nästa.',
    ),
    p(bold('Ansvar: '), 'förskolecheferna leder arbetet på sin förskola och möts i ledningsgruppen varannan vecka.'),
  ]),
  plan('grundskola', 'Verksamhetsplan för grundskolan 2018–2019', [
    h2('Mål för läsåret'),
    p(
      'Fler elever ska nå kunskapskraven i alla ämnen, och skillnaderna mellan skolorna och mellan flickor och pojkar ska minska. Vägen dit ' +
        'går genom undervisning med studiero, tidig hjälp och lärare som analyserar tillsammans.',
    ),
    h2('Var vi står'),
    p(
      'I matematik i årskurs 6 har resultaten stigit tre år i rad. Slutbetygen i årskurs 9 varierar mer. Frånvaron på högstadiet är för hög, ' +
        'och bara hälften av eleverna i årskurs 8 upplever studiero.',
    ),
    h2('Det här gör vi'),
    h3('Lärmiljöer'),
    list(
      'Baggeboskolan tas i bruk och följs med lärmiljöronder',
      'Gemensam lektionsstart prövas i mellanstadiet',
      'Värderingsverktyget för tillgänglig utbildning används på varje skola',
    ),
    h3('Digitalisering'),
    list('Programmering i matematik och teknik', 'Inloggning och utrustning ska fungera varje lektion'),
    h3('Systematiskt kvalitetsarbete'),
    list('Analysgrupper inom Samverkan bästa skola', 'Sambedömning i matematik under pågående arbetsområde'),
    h3('Administration'),
    list('Rektorernas tid för vikarieanskaffning minskas', 'Dokumentationen ses över tillsammans med förvaltningen'),
    h3('Elevhälsoarbetet'),
    list('Närvaroteam på Bruksskolan', 'Elevhälsans tid flyttas från åtgärdande till förebyggande arbete'),
    h2('Stöd under året'),
    p(
      'Tio förstelärare arbetar över skolgränserna, och rektorerna går utbildningen Leda digitalisering. Universitetets handledare möter ' +
        'analysgrupperna en gång i månaden.',
    ),
    h2('Uppföljning'),
    p(
      'Betyg, nationella prov, frånvaro och elevenkät läggs fram vid de tre analysseminarierna. Varje åtgärd har en ansvarig och ett datum, ' +
        'och tas upp igen i nästa runda med frågan vilken effekt den fick.',
    ),
  ]),
  plan('kompetenscenter', 'Verksamhetsplan för Kompetenscenter 2018–2019', [
    h2('Uppdrag'),
    p(
      'Kompetenscenter samlar sfi, kommunal vuxenutbildning, yrkesutbildningar och vägledning. Den som studerar hos oss ska kunna förena ' +
        'studier med arbete och familj och nå sitt mål utan onödiga omvägar.',
    ),
    h2('Nuläge'),
    p(
      'Mer än var tredje kursstart på distans slutade i avbrott under våren 2018. I sfi är genomströmningen lägst på kurs B. Vägledningen ' +
        'når främst dem som kan komma på dagtid.',
    ),
    h2('Prioriteringar'),
    h3('Digitalisering'),
    list(
      'e-Vägledning med chatt, video och bokning på webben',
      'Distanskurserna får en gemensam struktur i lärplattformen',
    ),
    h3('Lärmiljöer'),
    list('Sfi flyttar samman med yrkesutbildningarna', 'Plats och tid för studier på egen hand, med lärare i närheten'),
    h3('Systematiskt kvalitetsarbete'),
    list('Vi tar reda på varför studerande avbryter', 'Åtgärder prövas i liten skala och jämförs'),
    h3('Administration'),
    list('Kursstart registreras en gång', 'Studieplaner hålls aktuella under hela kursen'),
    h3('Elevhälsoarbetet'),
    list('Tydligare väg till pedagogiskt stöd', 'Samarbete med grundskolans specialpedagoger utreds'),
    h2('Mått vi följer'),
    table(
      ['Mått', 'Läsåret 2017–2018', 'Vill nå 2018–2019'],
      ['Avbrott på distans, våren', '36 procent', 'Högst 30 procent'],
      ['Sfi kurs B inom planerad tid, våren', '43 procent', 'Minst 50 procent'],
      ['Kontakter i chatt och video, våren', '58', 'Minst 250'],
    ),
    h2('Tillsammans med andra'),
    p(
      'Programråden med arbetsgivarna fortsätter, och Arbetsförmedlingen får ett eget rum hos Vägledningscentrum. Studeranderådet träffar ' +
        'ledningsgruppen före varje seminarium.',
    ),
    p('Planen följs upp i oktober, januari och maj. Enhetscheferna ansvarar, förstelärarna driver sina uppdrag.'),
  ]),
];
