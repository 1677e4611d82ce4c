/** Verksamhetsplaner of 2017-2018. */
import type { DemoBlock, DemoPage } from '../types.ts';
import { bold, h2, h3, list, p } from '../write.ts';

const plan = (leadershipGroup: string, title: string, blocks: DemoBlock[]): DemoPage => ({
  key: `plan-2017-${leadershipGroup}`,
  kind: 'plan',
  title,
  schoolYear: '2017-2018',
  leadershipGroup,
  state: 'published',
  blocks,
});

export const plans2017: DemoPage[] = [
  plan('forskola', 'Verksamhetsplan för förskolan 2017–2018', [
    h2('Inriktning'),
    p(
      'Språket är årets röda tråd. Vi vill veta hur långt barnen har kommit, förstå varför förskolorna skiljer sig åt och pröva arbetssätt ' +
        'som når de familjer där böcker är ovanliga. För första gången görs en språkkartläggning på samma sätt överallt.',
    ),
    h2('Områden och arbetssätt'),
    h3('Språkutveckling'),
    list(
      'Kartläggning i september och april',
      'Boklådor i alla kapprum, i samarbete med biblioteket',
      'Modersmålen syns och hörs i vardagen',
    ),
    h3('Digitalisering'),
    list('Utrustningen inventeras', 'Lärplattan som redskap för att skapa, inte för att vänta'),
    h3('Bedömning och undervisning'),
    list('Vad menar vi med undervisning i förskolan? Samtal i alla arbetslag under hösten'),
    h3('Systematiskt kvalitetsarbete'),
    list('Pedagogisk dokumentation ska leda till förändring', 'Tre analysseminarier med förvaltningen'),
    h3('Närvaro och trygghet'),
    list('Likabehandlingsplanen skrivs tillsammans med barnen', 'Rutin vid lång frånvaro från förskolan'),
    h2('Förutsättningar'),
    p(
      'Förskolan har drygt åttahundra barn på fem enheter. Barngrupperna har blivit något mindre sedan 2015. Andelen legitimerade ' +
        'förskollärare varierar mellan enheterna, och rekryteringen är svår. Förstelärarnas uppdrag är därför riktade till hela ' +
        'verksamheten och inte bara till den egna förskolan.',
    ),
    h2('Uppföljning'),
    p(
      'Varje förskola skriver ned vad som har prövats och vad det ledde till, på högst en sida. Det korta formatet är ett försök: förra årets ' +
        'berättelser lästes av få.',
    ),
    p('Resultaten samlas i oktober, januari och maj och går vidare till nämnden i de tre verksamhetsanalyserna.'),
    p(bold('Fastställd av '), 'förskolans ledningsgrupp i augusti 2017.'),
  ]),
  plan('grundskola', 'Verksamhetsplan för grundskolan 2017–2018', [
    h2('Vårt gemensamma mål'),
    p(
      'Varje elev ska få den ledning och stimulans som behövs för att nå så långt som möjligt. Skolorna har länge arbetat var för sig. I år ' +
        'väljer vi några frågor som alla arbetar med, så att vi kan lära av varandra.',
    ),
    h2('Resultat att utgå från'),
    list(
      'Sju av tio lämnar årskurs 9 med godkänt i alla ämnen',
      'Pojkarnas resultat ligger tydligt under flickornas',
      'Matematiken i årskurs 6 förbättras långsamt',
      'Frånvaron ökar med åldern',
    ),
    h2('Utvecklingsområden'),
    h3('Bedömning och undervisning'),
    p(
      'Återkoppling ska ges medan det finns tid att använda den. Matematiklärarna i mellanstadiet börjar bedöma elevlösningar ihop.',
    ),
    h3('Närvaro och trygghet'),
    p('En gemensam frånvarorutin tas fram under hösten. Trygghetsteamen på skolorna träffas en gång per termin.'),
    h3('Digitalisering'),
    p('Högstadiet inför en dator per elev. Rektorerna deltar i utbildningen Leda digitalisering.'),
    h3('Språkutveckling'),
    p('Läs- och skrivutvecklingen följs upp i årskurs 1–3. Språkutvecklande arbetssätt gäller i alla ämnen.'),
    h3('Systematiskt kvalitetsarbete'),
    p(
      'Tillsammans med Skolverket och Karlstads universitet görs en nulägesanalys inom Samverkan bästa skola under våren.',
    ),
    h2('Organisation'),
    p(
      'Fritidshemmen ingår i planen och följer samma kalender. ' +
        'Rektorerna bildar ledningsgrupp och möter förvaltningen vid tre analysseminarier. Förstelärarna har uppdrag som stöder områdena ovan ' +
        'och redovisar dem i maj. Baggeboskolan byggs under året och öppnar inför nästa läsår.',
    ),
  ]),
  plan('kompetenscenter', 'Verksamhetsplan för Kompetenscenter 2017–2018', [
    h2('Vilka vi är till för'),
    p(
      'Våra studerande är ungdomar som saknar betyg, nyanlända som lär sig svenska, vårdbiträden som läser till undersköterska och personer ' +
        'som vill byta bana. Det de har gemensamt är att tiden är knapp. Därför ska utbildningen vara flexibel och vägledningen lätt att nå.',
    ),
    h2('Fokus under läsåret'),
    h3('Språkutveckling'),
    list('Sfi planeras tillsammans med yrkesutbildningarna', 'Språkstöd i alla gymnasiala kurser'),
    h3('Systematiskt kvalitetsarbete'),
    list('Avbrott följs per kurs och studieform', 'Den individuella studieplanen används under hela kursen'),
    h3('Digitalisering'),
    list('Distansutbudet växer i egen regi', 'En modell för e-Vägledning tas fram till våren'),
    h3('Bedömning och undervisning'),
    list('Bedömarträffar för lärare i sfi', 'Validering erbjuds inom vård och lokalvård'),
    h3('Närvaro och trygghet'),
    list('Närvaro i sfi rapporteras varje vecka', 'Ordningsregler på lätt svenska'),
    h2('Samverkan'),
    p(
      'Arbetsförmedlingen, socialtjänsten och näringslivet deltar i programråd två gånger per termin. Med grannkommunerna delar vi kurser som ' +
        'får för få sökande. Kontakten med folkhögskolan återupptas.',
    ),
    h2('Hur vi vet att det går åt rätt håll'),
    p(
      'Vi följer andelen som når målen i tid, avbrotten, antalet vägledningskontakter och deltagarnas svar i enkäten. Ledningsgruppen ' +
        'analyserar utfallet tre gånger under året. Studeranderådet är med i maj och säger vad siffrorna missar. Resultat som bygger på få ' +
        'svar används bara som en anledning att fråga vidare.',
    ),
  ]),
];
