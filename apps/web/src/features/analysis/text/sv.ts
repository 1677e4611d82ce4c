import type { AnalysisState, DraftCounts, FindingKind, LeftOutReason } from '@samsyn/domain';

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} och ${parts.at(-1)}`;

/** What the refresh did, in one sentence; nothing is said of what did not happen. */
const result = ({ added, updated, removed, kept, conflicts }: DraftCounts): string => {
  const parts = [
    added > 0 && (added === 1 ? '1 nytt stycke' : `${added} nya stycken`),
    updated > 0 && (updated === 1 ? '1 ändrat' : `${updated} ändrade`),
    removed > 0 && (removed === 1 ? '1 borttaget' : `${removed} borttagna`),
    kept > 0 && `${kept} oförändrade`,
  ].filter((part) => part !== false);
  const waits = conflicts === 1 ? ' 1 ställe väntar på ditt val.' : ` ${conflicts} ställen väntar på ditt val.`;
  const told =
    added + updated + removed === 0
      ? `Inget nytt i anteckningarna. ${kept} stycken är som förut.`
      : `Utkastet är uppdaterat: ${joined(parts)}.`;
  return `${told}${conflicts > 0 ? waits : ''}`;
};

/** What a move is called, by where it leads. */
const moves: Record<AnalysisState, string> = {
  workingDraft: 'Tillbaka till arbetsutkast',
  inReview: 'Skicka till granskning',
  finalised: 'Fastställ',
  presented: 'Markera som presenterad',
  published: 'Publicera',
  archived: 'Arkivera',
};
const moveTexts: Record<AnalysisState, string> = {
  workingDraft: 'Analysen blir arbetsutkast igen. Grupperna ser det, men granskningen börjar om.',
  inReview: 'Grupperna läser och granskar utkastet. Förvaltningen kan fortsätta ändra i det.',
  finalised: 'Texten kan inte ändras efter det här. En rättelse blir en ny version. Rapport och presentation görs nu.',
  presented: 'Nämnden kan läsa analysen, dess rapport och presentation.',
  published: 'Rapport och presentation läggs på den öppna sidan, där alla kan läsa dem.',
  archived: 'Analysen är klar. Den går fortfarande att läsa, här och på den öppna sidan.',
};
const moved: Record<AnalysisState, string> = {
  workingDraft: 'Analysen är ett arbetsutkast.',
  inReview: 'Analysen är på granskning.',
  finalised: 'Analysen är fastställd.',
  presented: 'Analysen är presenterad för nämnden.',
  published: 'Analysen är publicerad.',
  archived: 'Analysen är arkiverad.',
};
const findings: Record<FindingKind, string> = {
  personnummer: 'Ett personnummer',
  samordningsnummer: 'Ett samordningsnummer',
  smallGroup: 'Resultat för en för liten grupp',
};
const leftOut: Record<LeftOutReason, string> = {
  protected: 'Skyddade uppgifter',
  budget: 'Fick inte plats i avsnittet',
  duplicate: 'Sägs redan av andra',
  deleted: 'Borttaget ur utkastet av någon',
};

export const sv = {
  over: (year: string, board: string) => `${year} · ${board}`,
  title: (number: number, year: string) => `Verksamhetsanalys ${number} · ${year}`,
  toBoard: (day: string) => `till nämnden ${day}`,
  noBoardDay: 'nämndens dag ej bestämd',
  version: (n: number) => `Version ${n}`,
  text: (title: string) => `Utkastet: ${title}`,
  way: 'Analysens väg',
  wayDone: 'klart',
  contents: { label: 'Innehåll', none: 'Innehållet visas när utkastet har rubriker.' },
  more: 'Mer',
  draft: {
    make: 'Gör utkast',
    refresh: 'Uppdatera utkastet',
    working: 'Gör utkastet av anteckningarna',
    byOther: 'Någon uppdaterar utkastet just nu.',
    steps: ['Läser anteckningarna', 'Skriver in det nya', 'Sparar'],
    result,
    close: 'Stäng',
    failed: 'Utkastet gjordes inte.',
    kept: 'Det som redan stod i det är kvar.',
    empty: 'Utkastet är inte gjort ännu',
    emptyText:
      'Gör utkast samlar rundans anteckningar till en text med källan bredvid varje mening. Det går att göra om så ofta ni vill: det ni själva har skrivit står kvar.',
    emptyWait: 'Förvaltningen gör utkastet av rundans anteckningar. Då syns det här.',
    asOf: (day: string) => `Utkastet gjordes ${day}`,
  },
  files: {
    title: 'Filer',
    get: 'Hämta',
    reportDocx: 'Rapport, Word',
    reportPdf: 'Rapport, PDF',
    reportHtml: 'Rapport, webbsida',
    reportJson: 'Rapport, data för arkiv',
    presentation: 'Presentation, PowerPoint',
    docxHint: 'att redigera och skicka till nämnden',
    pdfHint: 'tillgänglig, för arkiv och diarium',
    htmlHint: 'som på den öppna sidan',
    jsonHint: 'strukturerad, JSON',
    pptxHint: 'ett påstående per bild, till föredragningen',
    draft: 'Filerna görs av texten som den är nu och är märkta Utkast.',
    of: (file: string, version: number) => `${file}, version ${version}`,
  },
  tabs: { sources: 'Källor', checks: 'Checklista', versions: 'Versioner' },
  sources: {
    choose: 'Var kommer orden ifrån?',
    chooseText: 'Välj ett stycke i texten. Här visas de anteckningar som orden kommer ifrån.',
    comes: 'Det här stycket kommer från',
    noSource: 'Det här stycket har ingen källa',
    noSourceText: 'Det är skrivet direkt i analysen, eller en rubrik som mallen gav.',
    none: 'Inga källor ännu',
    noneText: 'När utkastet är gjort visas här vilka anteckningar varje stycke kommer ifrån.',
    foreign: 'Orden står i en annan grupps anteckning, som ditt konto inte läser.',
    gone: 'Påståendet finns inte kvar i anteckningen.',
    evidence: 'Underlag:',
    reference: 'Forskning:',
    open: 'Öppna i anteckningen',
    openOf: (group: string) => `Öppna i anteckningen från ${group}`,
    both: (names: readonly string[]) => `Gemensamt för ${joined(names)}`,
  },
  checks: {
    none: 'Inget att se över ännu',
    noneText: 'När utkastet är gjort står här vad som saknas i kedjan.',
    before: 'Före granskning',
    beforeFinalised: 'Före fastställandet',
    whole: 'Inga luckor i kedjan',
    clean: 'Inga personuppgifter hittades',
    gaps: 'Luckor i kedjan',
    findings: 'Uppgifter som inte får vara med',
    findingIn: { note: 'i en anteckning', evidence: 'i ett underlag' },
    finding: findings,
    unmarked: 'Text som inte är märkt',
    unmarkedText: 'Den här texten kommer inte med i utkastet förrän någon märker den som ett påstående.',
    suggested: (kind: string) => `Kanske ${kind.toLocaleLowerCase('sv')}`,
    leftOut: 'Lämnat utanför utkastet',
    leftOutReason: leftOut,
    links: 'Länkar som kanske fattas',
    linkFrom: 'Från',
    linkTo: 'Till',
    contradictions: 'Går åt olika håll',
    show: 'Visa i texten',
    openNote: 'Öppna anteckningen',
    openEvidence: 'Öppna underlaget',
    hidden: 'Orden visas inte här.',
    elsewhere: 'Ett påstående i en anteckning som du inte läser.',
    asOf: (day: string) => `Så var det när utkastet senast gjordes, ${day}.`,
  },
  registry: {
    label: 'Diarienummer',
    hint: 'Till exempel BUN 2019/114. Behövs innan analysen fastställs.',
    save: 'Spara',
    saved: 'Diarienumret är sparat.',
    none: 'inte satt',
  },
  moves: {
    title: 'Nästa steg',
    verbs: moves,
    newVersion: 'Öppna ny version',
    newVersionText: (version: number) =>
      `Version ${version} står kvar som den är. Arbetet fortsätter i en ny version med egen text.`,
    texts: moveTexts,
    moved,
    question: (verb: string) => `${verb}?`,
    record:
      'Ett utkast som skickas utanför gruppen kan bli allmän handling. Skicka det bara till dem som ska läsa det som färdigt.',
    reason: 'Anledning',
    reasonBack: 'Varför går analysen tillbaka?',
    reasonNew: 'Vad ska rättas?',
    reasonGaps: 'Varför får luckorna stå kvar?',
    reasonHint: 'Sparas i analysens historik.',
    gapsTitle: 'Det här saknas i kedjan',
    gapsText: 'Luckor hindrar inte, men skriv varför de får stå kvar.',
    missingTitle: 'Det här behöver ordnas först',
    seeChecks: 'Se checklistan',
    making: 'Gör rapport och presentation. Det tar några sekunder.',
    none: 'Förvaltningen och kvalitetskoordinatorn för analysen vidare.',
  },
  versions: {
    title: 'Versioner',
    finalised: (day: string) => `Fastställd ${day}`,
    now: 'Den som visas',
    log: 'Historik',
    noLog: 'Analysen har inte flyttats än.',
    change: (from: string, to: string) => `${from} → ${to}`,
    by: (day: string, name: string, version: number) =>
      [day, name, `version ${version}`].filter((part) => part !== '').join(' · '),
  },
  entry: {
    title: 'Texten är inte öppen för ditt konto',
    text: 'Du ser att analysen finns och hur långt den har kommit. När den är publicerad kan alla läsa den.',
    published: 'Den här analysen är publicerad och kan läsas av alla.',
    toAll: 'Till analyserna',
  },
};
