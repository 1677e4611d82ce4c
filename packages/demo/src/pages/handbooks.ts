/** The two handböcker that say how quality work is done. */
import type { DemoBlock, DemoPage } from '../types.ts';
import { bold, h2, h3, italic, list, p, table } from '../write.ts';

const handbook = (key: string, title: string, blocks: DemoBlock[]): DemoPage => ({
  key,
  kind: 'handbook',
  title,
  schoolYear: null,
  leadershipGroup: null,
  state: 'published',
  blocks,
});

export const handbooks: DemoPage[] = [
  handbook('handbok-kvalitetsarbete', 'Handbok 1: Systematiskt kvalitetsarbete', [
    p(italic('För chefer, förstelärare och arbetslag i förskola, grundskola och vuxenutbildning.')),
    h2('Varför vi har en handbok'),
    p(
      'Skollagens fjärde kapitel kräver att huvudmannen och varje enhet planerar, följer upp och utvecklar utbildningen. Det räcker inte att ' +
        'sammanställa resultat. Vi ska förstå vad de beror på och göra något åt det. Handboken beskriver vad vi menar med det, så att ' +
        'samtalen kan handla om barn, elever och studerande i stället för om mallar.',
    ),
    h2('Kedjan'),
    p('Allt vi skriver i ett seminarium är ett led i samma kedja:'),
    list(
      [bold('Resultat'), ' – det vi ser, med underlag som andra kan granska.'],
      [bold('Orsak'), ' – vår förklaring till resultatet. Sök den först i den egna undervisningen och organisationen.'],
      [bold('Slutsats'), ' – vad orsakerna betyder för oss, prövat mot forskning och beprövad erfarenhet.'],
      [bold('Åtgärd'), ' – vad vi gör, vem som ansvarar, när det är klart och vad vi väntar oss.'],
      [bold('Effekt'), ' – vad åtgärden ledde till, även när svaret är ingenting.'],
    ),
    p(
      'Framgångsfaktorer och öppna frågor får stå vid sidan av kedjan. En framgångsfaktor är något som fungerar och som vi vill skydda. En ' +
        'öppen fråga är något som förvaltningen eller nämnden behöver svara på.',
    ),
    h2('Bra underlag'),
    list(
      'Ange källa och period. Ett resultat utan sammanhang går inte att jämföra.',
      'Blanda siffror med iakttagelser, samtal och barns och elevers egna ord.',
      'Visa utveckling över tid hellre än ett enskilt värde.',
      'Redovisa aldrig grupper som är så små att någon kan kännas igen.',
    ),
    h2('Vetenskaplig grund'),
    p(
      'Forskning ger oss frågor och möjliga förklaringar, sällan färdiga svar. Skriv alltid hur en studie gäller här hos oss: vilken ålder, ' +
        'vilket ämne, vilka villkor. Beprövad erfarenhet är erfarenhet som har prövats av flera, dokumenterats och delats.',
    ),
    h2('Vem gör vad'),
    list(
      [bold('Arbetslaget'), ' följer sin fråga under terminen och skriver ned vad som prövats.'],
      [bold('Rektor, förskolechef eller enhetschef'), ' ser till att det finns tid och leder analysen på enheten.'],
      [bold('Ledningsgruppen'), ' jämför enheterna och ansvarar för att skillnader blir till åtgärder.'],
      [bold('Förvaltningen'), ' ger underlag, ställer frågor och svarar på dem som gruppen lämnar.'],
      [bold('Nämnden'), ' får analyserna och fattar beslut om mål och resurser.'],
    ),
    h2('Vanliga fallgropar'),
    table(
      ['Fallgrop', 'Fråga att ställa'],
      [
        'Orsaken är resultatet en gång till',
        'Vad hade behövt vara annorlunda för att vi skulle ha fått ett annat resultat?',
      ],
      ['Åtgärden var bestämd i förväg', 'Vilken orsak tar den bort?'],
      ['Allt är viktigt', 'Vad slutar vi göra?'],
      ['Ingen äger åtgärden', 'Vem berättar om effekten i nästa runda?'],
    ),
    h2('Året runt'),
    p(
      'Varje verksamhet har ett årshjul. I det finns tre analysseminarier och tre verksamhetsanalyser till nämnden. Verksamhetsplanen skrivs ' +
        'i juni, när den tredje analysen är klar, och gås igenom av alla medarbetare i augusti. Förslag till ändringar i handboken lämnas ' +
        'till kvalitetskoordinatorn före midsommar.',
    ),
  ]),
  handbook('handbok-analysseminarier', 'Handbok 2: Analysseminarier och verksamhetsanalyser', [
    p(italic('För samtalsledare, antecknare och alla som deltar i ett seminarium.')),
    h2('Tre rundor, tre grupper'),
    p(
      'Förvaltningen träffar förskolans, grundskolans och Kompetenscenters ledningsgrupper var för sig, tre gånger under läsåret. Efter varje ' +
        'runda blir de tre anteckningarna en verksamhetsanalys med rapport och presentation.',
    ),
    h2('Före seminariet'),
    list(
      'En vecka innan får deltagarna underlagen. Läs dem, men skriv inga slutsatser ännu.',
      'Förstelärare lägger till forskning som hör till frågorna.',
      'Samtalsledaren går igenom förra rundans åtgärder och vem som ska berätta om dem.',
    ),
    h2('Tre timmar tillsammans'),
    table(
      ['Steg', 'Minuter', 'Att tänka på'],
      ['Förra rundan', '10', 'Hände det vi bestämde? Vilken effekt fick det?'],
      ['Tyst läsning', '20', 'Stryk under det som förvånar.'],
      ['Enskilda anteckningar', '30', 'Skriv en tanke i taget, kort.'],
      ['Orsaker', '50', 'Samla det som hör ihop. Fråga varför en gång till.'],
      ['Slutsatser', '40', 'Peka på underlag eller forskning.'],
      ['Åtgärder', '20', 'Ansvarig, datum och väntad effekt.'],
      ['Öppna frågor', '10', 'Det som förvaltningen behöver svara på.'],
    ),
    h3('Roller'),
    p(
      'Samtalsledaren håller tiden och ser till att alla kommer till tals. Antecknaren skriver så att den som inte var med förstår. ' +
        'Kvalitetskoordinatorn ställer frågor om kedjan men skriver inte gruppens slutsatser. Alla får skriva i anteckningen samtidigt.',
    ),
    h3('Om samtalet kör fast'),
    list(
      'Gå tillbaka till underlaget och läs det högt.',
      'Låt var och en skriva sin förklaring innan någon talar.',
      'Skriv ned oenigheten. Två grupper får säga emot varandra, och det är ofta där analysen börjar.',
    ),
    h2('Efter seminariet'),
    list(
      'Anteckningen låses inom fem arbetsdagar. Därefter kan den läsas men inte ändras.',
      'Luckor i kedjan får stå kvar om det finns ett skäl. Skriv skälet.',
      'När seminariet stängs bestäms om arbetsanteckningarna ska rensas eller tas om hand.',
    ),
    h2('Från anteckning till analys'),
    p(
      'Förvaltningen gör ett utkast där gruppernas egna meningar samlas per prioriterat område. Det som sägs av flera grupper lyfts fram, och ' +
        'det som skiljer dem åt redovisas. Granskare kan se vilken anteckning varje mening kommer ifrån. En fastställd analys ändras inte; ' +
        'behöver den rättas görs en ny version.',
    ),
    h2('Allmän handling och personuppgifter'),
    p(
      'Anteckningar och utkast är arbetsmaterial tills de fastställs eller skickas utanför gruppen. Skriv inte om enskilda barn, elever eller ' +
        'studerande, och inga personnummer. Resultat för färre än tio personer redovisas inte, inte heller så att de går att räkna ut.',
    ),
    h2('Till nämnden'),
    p(
      'Rapporten är till för den som vill läsa allt. Presentationen har en tanke och högst ett diagram per bild och slutar med det beslut som ' +
        'nämnden ombeds fatta. Båda får diarienummer och publiceras efter sammanträdet. Nämndens frågor och beslut tas med till nästa runda, ' +
        'så att ledningsgrupperna får veta vad deras arbete ledde till.',
    ),
  ]),
];
