/**
 * The accessibility statement (lag 2018:1937 om tillgänglighet till digital offentlig service, 13 §; its parts follow
 * Digg's model). It tells what has been tried and what has not.
 */
export const statement = {
  title: 'Tillgänglighetsredogörelse',
  lead: (authority: string) =>
    `${authority} står bakom den här webbplatsen. Vi vill att så många som möjligt ska kunna använda den. Här beskriver ` +
    'vi hur webbplatsen uppfyller lagen om tillgänglighet till digital offentlig service, vilka brister vi känner till ' +
    'och hur du rapporterar fler.',
  sections: [
    {
      heading: 'Hur tillgänglig är webbplatsen?',
      paragraphs: [
        'Webbplatsen är byggd för att uppfylla WCAG 2.2 på nivå AA, som är mer än lagens krav. Vi känner till några ' +
          'brister, som beskrivs här nedanför. Webbplatsen är därför delvis förenlig med kraven.',
      ],
    },
    {
      heading: 'Vad du kan göra om något inte fungerar',
      paragraphs: [
        'Behöver du innehåll som inte är tillgängligt för dig, kontakta oss i ' +
          'kommunens kontaktcenter eller registrator. Säg vilken rapport det gäller och i vilken form du vill ha den. ' +
          'Varje rapport finns redan som webbsida, PDF, Word och som data.',
        'Hör också av dig om du hittar problem som inte är beskrivna här.',
      ],
    },
    {
      heading: 'Tillsyn',
      paragraphs: [
        'Myndigheten för digital förvaltning, Digg, har ansvar för tillsynen över lagen. Är du inte nöjd med hur vi ' +
          'hanterar dina synpunkter kan du anmäla det till Digg.',
      ],
    },
    {
      heading: 'Brister som vi känner till',
      paragraphs: [
        'Presentationernas bilder förkortar långa meningar. Den hela texten står i anteckningarna under varje bild.',
        'Bilder som någon har lagt in i ett dokument visas i rapporterna som sin beskrivning, inte som bild.',
        'PDF-filerna är märkta enligt PDF/UA-1, men har inte granskats med alla hjälpmedel.',
        'Text på andra språk än svenska är inte alltid märkt med sitt språk.',
      ],
    },
    {
      heading: 'Hur vi har testat',
      paragraphs: [
        'Vi har testat sidorna själva: med automatiska verktyg, med tangentbord, i 320 bildpunkters bredd, i mörkt läge ' +
          'och i utskrift. Ingen utomstående granskning är gjord ännu.',
        'Redogörelsen uppdaterades den 25 november 2026.',
      ],
    },
  ],
};
