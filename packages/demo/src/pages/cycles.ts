/** Årshjul: what each school form does month by month, in the order of the school year. */
import type { DemoAnnualCycle } from '../types.ts';

type Month = [title: string, ...items: string[]];
/** Twelve months from August; the calendar's number follows from the place. */
const cycle = (group: string, months: Month[]): DemoAnnualCycle => ({
  group,
  months: months.map(([title, ...items], index) => ({ month: ((index + 7) % 12) + 1, title, items })),
});

export const annualCycles: DemoAnnualCycle[] = [
  cycle('forskola', [
    ['Uppstart', 'Verksamhetsplanen gås igenom i arbetslagen', 'Inskolning och mottagande av nya familjer'],
    [
      'Språkkartläggning',
      'Höstens kartläggning av de äldsta barnen',
      'Undersökningsfrågor väljs',
      'Ljud- och miljörond',
    ],
    ['Analysseminarium 1', 'Barngruppernas storlek rapporteras den 15 oktober', 'Seminarium med förvaltningen'],
    ['Verksamhetsanalys 1', 'Nämnden får analysen', 'Utvecklingssamtal'],
    ['Halvårsavstämning', 'Arbetslagen stämmer av sina undersökningsfrågor', 'Reflektionsscheman för våren läggs'],
    ['Analysseminarium 2', 'Höstens åtgärder följs upp', 'Nya åtgärder beslutas'],
    ['Övergångar', 'Planering med förskoleklasserna börjar', 'Åtgärderna från seminariet är i gång'],
    ['Enkät och verksamhetsanalys 2', 'Vårdnadshavarenkäten besvaras', 'Nämnden får analysen'],
    ['Vårens kartläggning', 'Språkkartläggning', 'Ljudmätning', 'Självskattning i digital kompetens'],
    ['Analysseminarium 3', 'Hela kedjan: vad gav årets åtgärder?', 'Överlämningssamtal till förskoleklass'],
    ['Bokslut', 'Verksamhetsanalys 3 till nämnden', 'Verksamhetsplan för nästa läsår skrivs'],
    ['Semesterperiod', 'Gemensam sommarförskola', 'Handboken ses över av kvalitetskoordinatorn'],
  ]),
  cycle('grundskola', [
    ['Läsårsstart', 'Betyg och nationella prov från våren sammanställs', 'Verksamhetsplanen fastställs på varje skola'],
    ['Kartläggning', 'Läsning och taluppfattning i lågstadiet', 'Frånvarorutinen repeteras', 'Föräldramöten'],
    ['Analysseminarium 1', 'Resultaten från våren förklaras', 'Seminarium med förvaltningen'],
    ['Nämnd och samtal', 'Verksamhetsanalys 1 till nämnden', 'Utvecklingssamtal', 'Ämnesproven i årskurs 9 förbereds'],
    ['Terminsbetyg', 'Sambedömning inför betygssättning', 'Elevhälsans tidsredovisning'],
    ['Analysseminarium 2', 'Terminsbetyg och frånvaro', 'Uppföljning av höstens åtgärder'],
    ['Elevenkät', 'Årskurs 5 och 8 svarar', 'Gymnasieval och vägledningssamtal'],
    ['Nationella prov', 'Verksamhetsanalys 2 till nämnden', 'Lärmiljörond på Baggeboskolan'],
    ['Tjänstefördelning', 'Tid för sambedömning och analysgrupper läggs in', 'Självskattning i digital kompetens'],
    ['Analysseminarium 3', 'Årets åtgärder och deras effekter', 'Förstelärarna redovisar sina uppdrag'],
    ['Slutbetyg', 'Verksamhetsanalys 3 till nämnden', 'Överlämningar mellan stadier och skolor'],
    ['Sommaruppehåll', 'Lovskola', 'Lokaler iordningställs'],
  ]),
  cycle('kompetenscenter', [
    ['Höstens kursstart', 'Introduktion och studieplaner', 'Startmöten för distanskurser'],
    ['Första uppföljningen', 'Kontakt med alla nya distansstuderande', 'Nivåplacering i sfi'],
    ['Analysseminarium 1', 'Vårens resultat och avbrott', 'Seminarium med förvaltningen'],
    ['Nämnd och ansökan', 'Verksamhetsanalys 1 till nämnden', 'Ansökan till våren stänger'],
    ['Kursavslut', 'Betyg och nationella prov i sfi', 'Avbrottsstatistik sammanställs'],
    ['Analysseminarium 2', 'Höstens avbrott och vägledningskontakter', 'Nya åtgärder beslutas'],
    ['Kvällsöppet', 'Chatt och video utökas', 'Programråd med arbetsgivare'],
    ['Verksamhetsanalys 2', 'Nämnden får analysen', 'Branschdag tillsammans med Arbetsförmedlingen'],
    ['Deltagarenkät', 'Enkäten besvaras på alla kurser', 'Ansökan till hösten öppnar'],
    ['Analysseminarium 3', 'Läsåret som helhet', 'Förslag till nästa års kursutbud'],
    ['Kursavslut och plan', 'Verksamhetsanalys 3 till nämnden', 'Verksamhetsplan för nästa läsår'],
    ['Sommarkurser', 'Sfi och grundläggande kurser', 'Vägledning i chatt och telefon'],
  ]),
];
