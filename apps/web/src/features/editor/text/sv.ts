import type { ClaimKind, Access } from '@samsyn/domain';
import type { EndReason } from '../../../sync/index.ts';
import type { Break } from '../chain/chain.ts';
import type { Closed } from '../contract.ts';

const kinds: Record<ClaimKind, string> = {
  result: 'Resultat',
  cause: 'Orsak',
  conclusion: 'Slutsats',
  action: 'Åtgärd',
  effect: 'Effekt',
  successFactor: 'Framgångsfaktor',
  openQuestion: 'Öppen fråga',
};
const kindHelp: Record<ClaimKind, string> = {
  result: 'Det vi ser',
  cause: 'Varför det är så',
  conclusion: 'Vad som följer av orsakerna',
  action: 'Det vi gör: vem, när och vad det ska leda till',
  effect: 'Vad en åtgärd gav',
  successFactor: 'Det som bär',
  openQuestion: 'Det vi frågar förvaltningen',
};
/** What is missing, and the act that mends it: "Orsak saknas — lägg till orsak". */
const breaks: Record<Break, { says: string; act: string }> = {
  resultWithoutCause: { says: 'Resultatet saknar orsak.', act: 'Lägg till orsak' },
  causeWithoutResult: { says: 'Orsaken saknar resultat.', act: 'Peka på resultat' },
  conclusionWithoutCause: { says: 'Slutsatsen saknar orsak.', act: 'Peka på orsak' },
  conclusionWithoutEvidence: { says: 'Slutsatsen saknar underlag.', act: 'Peka på underlag' },
  actionWithoutConclusion: { says: 'Åtgärden saknar slutsats.', act: 'Peka på slutsats' },
  effectWithoutAction: { says: 'Effekten saknar åtgärd.', act: 'Peka på åtgärd' },
};
const ends: Record<EndReason, { title: string; text: string }> = {
  signedOut: {
    title: 'Du är inte inloggad längre',
    text: 'Logga in igen i ett nytt fönster och fortsätt sedan här. Det du skrivit står kvar.',
  },
  otherAccount: {
    title: 'Någon annan är inloggad nu',
    text: 'Det som skrevs här skickas inte från ett annat konto. Kopiera det du behöver och ladda om sidan.',
  },
  noRight: {
    title: 'Du får inte läsa texten längre',
    text: 'Fråga kvalitetskoordinatorn om du behöver den. Det du ser här är den text som redan var hämtad.',
  },
  otherEpoch: {
    title: 'Texten har byggts om',
    text: 'Det här är din kopia, så som den var. Kopiera det du saknar och ladda om sidan.',
  },
  unreadable: {
    title: 'Texten innehåller något som sidan inte kan visa',
    text: 'Ladda om sidan för att få den senaste versionen av Samsyn. Inget har ändrats.',
  },
  invalid: {
    title: 'Texten togs inte emot',
    text: 'Kopiera det du skrivit och ladda om sidan.',
  },
};
/** Why somebody only reads. */
const readOnly: Record<Exclude<Access, 'none' | 'write'> | Closed, string> = {
  locked: 'Anteckningen är låst, så du läser den.',
  finalised: 'Analysen är fastställd, så du läser den.',
  read: 'Du läser texten. Ditt konto kan inte skriva i den.',
  suggest: 'Du läser texten. Förslag och kommentarer öppnas senare; tills dess skriver ledningsgruppen.',
};
const refusals: Record<string, string> = {
  locked: 'Anteckningen låstes medan du skrev. Det här togs inte med:',
  finalised: 'Analysen fastställdes medan du skrev. Det här togs inte med:',
  readOnly: 'När du skrev det här gick texten inte längre att skriva i. Det togs inte med:',
  unsent: 'Det här hann inte sparas förra gången:',
};

export const sv = {
  kinds,
  kindHelp,
  breaks,
  ends,
  readOnly,
  refusal: (code: string): string => refusals[code] ?? 'Det här togs inte emot:',
  saved: 'Sparat',
  notSaved: 'Inte sparat',
  notSavedLong: 'Det du skriver är inte sparat än. Det står kvar här och skickas så snart det går.',
  onDevice: 'Sparas på den här enheten',
  onDeviceLong: 'Servern går inte att nå. Det du skriver sparas på den här enheten och skickas så snart det går.',
  savedAgain: 'Allt är sparat igen.',
  keptCopy: 'Det du skrev sist togs inte emot. Det står kvar ovanför texten, och du kan kopiera det.',
  stopped: 'Texten går inte att skriva i längre. Det du skriver nu kommer inte med.',
  opening: 'Hämtar texten',
  slow: 'Det tar lång tid att nå servern. Samsyn försöker hela tiden.',
  byHttp: 'Nätet här stoppar direktkontakten. Texten sparas ändå, men andras ord kommer några sekunder senare.',
  resume: 'Fortsätt',
  reload: 'Ladda om sidan',
  signIn: 'Logga in i ett nytt fönster',
  copy: 'Kopiera',
  copied: 'Kopierat',
  copyAll: 'Kopiera hela texten',
  dropCopy: 'Ta bort kopian',
  placeholder: 'Skriv, eller tryck / för att märka ett påstående',
  noteOf: (title: string) => `Texten: ${title}`,
  toolbar: {
    label: 'Skrivverktyg',
    heading: 'Rubrik',
    headings: { 1: 'Rubrik 1', 2: 'Rubrik 2', 3: 'Rubrik 3' },
    plain: 'Vanlig text',
    bold: 'Fet',
    boldLetter: 'F',
    italic: 'Kursiv',
    italicLetter: 'K',
    bulletList: 'Punktlista',
    orderedList: 'Numrerad lista',
    quote: 'Citat',
    table: 'Tabell',
    link: 'Länk',
    claim: 'Påstående',
    area: 'Prioriterat område',
    areaShort: 'Område',
    noArea: 'Inget område',
    areaNeedsClaim: 'Ställ markören i ett påstående först.',
    cite: 'Hänvisa',
    undo: 'Ångra',
    redo: 'Gör om',
    list: 'Lista',
    more: 'Mer',
    pick: 'Skriv för att välja',
    chosen: 'valt',
    none: 'Inget passar de orden.',
  },
  table: {
    insert: 'Infoga tabell',
    rowAfter: 'Lägg till rad',
    rowDelete: 'Ta bort rad',
    columnAfter: 'Lägg till kolumn',
    columnDelete: 'Ta bort kolumn',
    header: 'Rubrikrad av eller på',
    merge: 'Slå ihop eller dela celler',
    delete: 'Ta bort tabellen',
  },
  link: {
    title: 'Länk',
    address: 'Webbadress',
    save: 'Spara länken',
    remove: 'Ta bort länken',
    wrong: 'Skriv en adress som börjar med https:// eller http://, eller en e-postadress.',
    cancel: 'Avbryt',
    close: 'Stäng',
    open: 'Öppna länken',
  },
  slash: { label: 'Infoga' },
  citation: {
    title: 'Hänvisa',
    search: 'Sök underlag, forskning och påståenden',
    evidence: 'Underlag',
    references: 'Forskning',
    claims: 'Påståenden',
    here: 'I den här texten',
    none: 'Inget hittades. Prova andra ord.',
    searching: 'Söker',
    failed: 'Sökningen gick inte. Försök igen.',
    missing: 'Källan finns inte kvar',
    open: 'Öppna',
    goTo: 'Gå till påståendet',
    remove: 'Ta bort hänvisningen',
    about: 'Hänvisning',
    inserted: (label: string) => `Hänvisar till ${label}`,
    close: 'Stäng',
  },
  fields: {
    title: 'Åtgärden',
    owner: 'Ansvarig',
    due: 'Klart',
    expectedEffect: 'Väntad effekt',
    addOwner: 'Lägg till ansvarig',
    addDue: 'Lägg till datum',
    addEffect: 'Lägg till väntad effekt',
    change: (what: string) => `Ändra ${what.toLocaleLowerCase('sv')}`,
    save: 'Spara',
    cancel: 'Avbryt',
    close: 'Stäng',
    gone: 'Åtgärden har tagits bort av någon annan. Det du skrev finns kvar här: kopiera det som du vill behålla.',
    area: 'Område',
  },
  personalNumber: 'Det här ser ut som ett personnummer. Skriv inte uppgifter om enskilda elever eller barn i texten.',
  coordinationNumber:
    'Det här ser ut som ett samordningsnummer. Skriv inte uppgifter om enskilda elever eller barn i texten.',
  section: {
    area: (name: string) => `Prioriterat område: ${name}`,
    whole: (n: number, all: number) =>
      all === 1
        ? n === 1
          ? 'påståendet hänger ihop'
          : 'påståendet hänger inte ihop'
        : `${n} av ${all} påståenden hänger ihop`,
  },
  conflict: { says: 'Anteckningen ändrades efter din redigering', accept: 'Ta in', reject: 'Behåll mitt' },
  presence: { label: 'Här nu' },
};
