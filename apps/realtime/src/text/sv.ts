/** What the server says to people, in Swedish. The other language has exactly these keys. */
export const sv = {
  problems: {
    other: 'Det gick inte.',
    titles: {
      notSignedIn: 'Du behöver logga in.',
      wrongPassword: 'E-postadressen eller lösenordet stämmer inte.',
      notFound: 'Det finns inte, eller så har du inte rätt att se det.',
      forbidden: 'Du har inte rätt att göra det här.',
      foreignOrigin: 'Anropet kommer från en annan webbplats och släpps inte in.',
      httpsOnly: 'Det går bara med https. Använd adressen som börjar med https.',
      readOnly: 'Du får läsa den här texten men inte skriva i den.',
      badRequest: 'Anropet går inte att läsa.',
      badJson: 'Innehållet är inte giltig JSON.',
      badQuery: 'En parameter i adressen är okänd, upprepad eller har ett ogiltigt värde.',
      forbiddenKey: 'Innehållet har ett fältnamn som inte är tillåtet.',
      invalid: 'Något i innehållet stämmer inte. Se vilka fält under errors.',
      reasonMissing: 'Ange en orsak.',
      tooLarge: 'Innehållet är för stort.',
      unsupportedType: 'Innehållet har ett format som inte tas emot här.',
      headersTooLarge: 'Anropets huvud är för stort.',
      tooSlow: 'Anropet kom inte fram i tid. Försök igen.',
      expectation: 'Servern gör inte det som Expect ber om. Skicka utan.',
      tooMany: 'För många försök. Vänta en stund och försök igen.',
      unavailable: 'Tjänsten är inte redo just nu. Försök igen om en stund.',
      internal: 'Något gick fel hos oss. Försök igen.',
      methodNotAllowed: 'Det går inte att göra så med den här adressen.',
      labelTaken: 'Läsåret finns redan.',
      emailTaken: 'Det finns redan ett konto med den e-postadressen.',
      stateNotAllowed: 'Det går inte i det nuvarande läget.',
      referenceTaken: 'Referensen finns redan.',
      slugTaken: 'Det korta namnet är redan taget.',
      unknownGroup: 'Det finns ingen ledningsgrupp med det namnet.',
      lastAdmin: 'Det måste finnas minst en aktiv administratör.',
      otherEpoch: 'Dokumentets historik har byggts om. Hämta dokumentet på nytt.',
      missingPredecessors: 'Ändringen bygger på något som servern inte har. Skicka hela läget.',
      malformedUpdate: 'Ändringen är trasig eller förfalskad.',
    },
  },
  missing: {
    nextState: (from: string, to: string) => `Det går inte att gå från ${from} till ${to}.`,
    label: 'Ange ett läsår som inte finns, eller öppna det som finns.',
    email: 'Ange en annan e-postadress, eller ändra kontot som har den.',
    slug: 'Ange ett annat kort namn.',
    reference: 'Ange en annan DOI eller titel, eller använd referensen som finns.',
    admin: 'Gör först någon annan till administratör.',
    epoch: 'Hämta dokumentet på nytt, och skriv in det du vill behålla.',
    predecessors: 'Skicka hela dokumentet, eller först det som ändringen bygger på.',
  },
  seminarStates: { planned: 'planerat', live: 'pågår', locked: 'låst', closed: 'avslutat' },
  imports: {
    unreadable: 'Posten går inte att läsa.',
    noTitle: 'Posten saknar titel.',
    notAllowed: 'Posten har ett innehåll som inte är tillåtet.',
    noEntries: 'Här finns inga poster i det valda formatet.',
  },
  documents: {
    note: (group: string, round: number, schoolYear: string) => `${group}, seminarium ${round}, ${schoolYear}`,
    analysis: (number: number, schoolYear: string) => `Verksamhetsanalys ${number}, ${schoolYear}`,
  },
  search: {
    seminar: (group: string, round: number) => `${group}, seminarium ${round}`,
  },
  pages: {
    notFoundTitle: 'Sidan finns inte – Samsyn',
    notFoundHeading: 'Sidan finns inte',
    notFoundText: 'Adressen leder ingenstans. Kontrollera den, eller börja från början.',
    home: 'Till startsidan',
    archive: 'Till arkivet',
    errorTitle: 'Något gick fel – Samsyn',
    errorHeading: 'Något gick fel',
    errorText: 'Det gick inte att visa sidan. Försök igen om en stund.',
  },
  start: {
    running: (address: string) => `Samsyn är igång: ${address}`,
    demo: (email: string, password: string) => `Logga in med ${email} och lösenordet ${password}.`,
    howToStop: 'Avsluta med Ctrl-C.',
    stopping: 'Samsyn avslutas …',
    failed: (why: string) => `Samsyn startade inte: ${why}`,
    setting: (name: string, got: string, expected: string) =>
      `inställningen ${name} är fel (${got}). Den ska vara ${expected}.`,
    unknownSetting: (name: string) => `inställningen ${name} finns inte. Ta bort den eller rätta namnet.`,
    notYet: (name: string) => `inställningen ${name} har ännu ingen verkan i den här versionen. Ta bort den.`,
    both: (name: string) => `inställningen ${name} är satt både direkt och som ${name}_FILE. Behåll en av dem.`,
    unreadable: (name: string, file: string) =>
      `inställningen ${name}_FILE pekar på en fil som inte går att läsa (${file}).`,
    store: (why: string) => `databasen går inte att öppna (${why})`,
    leased: 'en annan nod använder databasen. Flera noder mot en databas kräver REDIS_URL.',
    leasedAlone: 'en nod utan REDIS_URL använder databasen. Alla noder ska ha samma inställning.',
    nodesNeed: (name: string) => `flera noder (REDIS_URL) kräver inställningen ${name}.`,
    bus: (why: string) => `bussen (REDIS_URL) svarar inte (${why})`,
    busSilent: 'bussen (REDIS_URL) tar emot men svarar inte. Se efter om Redis eller dess dator har hängt sig.',
    port: (address: string) => `adressen ${address} används redan av något annat.`,
    portDenied: (address: string) => `adressen ${address} får inte användas. Välj en PORT från 1024 och uppåt.`,
  },
  backup: {
    usage: (command: string) => `ange en fil: npm run ${command} -- FIL`,
    useTool: (tool: string) => `med MONGODB_URI är databasen inte inbyggd. Använd ${tool}.`,
    failed: {
      backup: (why: string) => `Säkerhetskopian gjordes inte: ${why}`,
      restore: (why: string) => `Säkerhetskopian lästes inte tillbaka: ${why}`,
    },
    made: (file: string, bytes: number) => `Säkerhetskopian är klar: ${file} (${(bytes / 1e6).toFixed(1)} MB).`,
    restored: (folder: string, documents: number) =>
      `Databasen är återställd i ${folder} med ${documents} dokument. Starta med npm start.`,
    damaged: (what: string) => `filen eller databasen är skadad (${what}). Använd en annan säkerhetskopia.`,
    reasons: {
      noStore: (folder: string) => `det finns ingen databas i ${folder}. Ange rätt DATA_DIR.`,
      fileExists: (file: string) => `${file} finns redan. Välj ett annat namn.`,
      noFile: (file: string) => `filen ${file} finns inte.`,
      notEmpty: (folder: string) =>
        `mappen ${folder} är inte tom. Flytta undan den, eller välj en tom mapp med DATA_DIR.`,
    },
  },
  expected: {
    port: 'ett tal mellan 1 och 65535',
    host: 'en adress på den här datorn att lyssna på',
    publicUrl: 'en webbadress utan sökväg, som https://samsyn.example.org',
    proxies: 'IP-adresser eller nät (10.0.0.0/8) åtskilda av kommatecken',
    folder: 'en mapp som går att läsa och skriva i',
    mongodb: 'en adress som börjar med mongodb:// eller mongodb+srv://',
    redis: 'en adress som börjar med redis:// eller rediss://',
    flag: '0 eller 1',
    secret: 'minst 32 tecken',
    count: 'ett heltal, 0 eller större',
  },
} as const;

/** The same shape with any words. */
type Words<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { [K in keyof T]: Words<T[K]> };

export type Catalogue = Words<typeof sv>;
export type ProblemCode = keyof typeof sv.problems.titles;
