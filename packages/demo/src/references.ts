/** Published research that the notes lean on. Every work exists; a DOI stands only where it is known for certain. */
import type { CslName } from '@samsyn/domain';
import type { DemoReference } from './types.ts';

const names = (...pairs: string[]): CslName[] =>
  pairs.map((pair) => {
    const [family = '', given = ''] = pair.split(', ');
    return { family, given };
  });
const year = (value: number) => ({ 'date-parts': [[value]] });

export const references: DemoReference[] = [
  {
    key: 'hattie-timperley-2007',
    csl: {
      type: 'article-journal',
      title: 'The power of feedback',
      author: names('Hattie, John', 'Timperley, Helen'),
      issued: year(2007),
      'container-title': 'Review of Educational Research',
      volume: 77,
      issue: 1,
      page: '81-112',
      DOI: '10.3102/003465430298487',
    },
    finding:
      'Återkoppling har stor betydelse för lärandet när den säger vart eleven är på väg, hur det går och vad nästa steg är; beröm utan innehåll har liten effekt.',
    contextNote:
      'Prövas kollegialt i årskurs 4–6 och i vuxenutbildningens distanskurser, med gemensamma mallar för nästa steg.',
    addedBy: 'forstelarare@example.org',
  },
  {
    key: 'timperley-2007',
    csl: {
      type: 'report',
      title: 'Teacher professional learning and development: Best evidence synthesis iteration (BES)',
      author: names('Timperley, Helen', 'Wilson, Aaron', 'Barrar, Heather', 'Fung, Irene'),
      issued: year(2007),
      publisher: 'New Zealand Ministry of Education',
      'publisher-place': 'Wellington',
    },
    finding:
      'Lärares fortbildning märks i elevernas resultat när den utgår från elevernas behov, pågår över tid och prövas i den egna undervisningen med stöd utifrån.',
    contextNote: 'Utgångspunkt för förstelärarnas uppdrag: cykler om sex veckor i stället för enstaka föreläsningar.',
    addedBy: 'kvalitet@example.org',
  },
  {
    key: 'barrett-2015',
    csl: {
      type: 'article-journal',
      title: "The impact of classroom design on pupils' learning: Final results of a holistic, multi-level analysis",
      author: names('Barrett, Peter', 'Davies, Fay', 'Zhang, Yufan', 'Barrett, Lucinda'),
      issued: year(2015),
      'container-title': 'Building and Environment',
      volume: 89,
      page: '118-133',
      DOI: '10.1016/j.buildenv.2015.02.013',
    },
    finding:
      'Ljus, temperatur, luft, flexibilitet och lagom stimulans i det egna klassrummet förklarar tillsammans omkring 16 procent av skillnaden i elevers kunskapsutveckling under ett år.',
    contextNote:
      'Brittiska lågstadieklassrum; vi använder studien som frågelista när ytor planeras på Baggeboskolan, inte som facit.',
    addedBy: 'forstelarare@example.org',
  },
  {
    key: 'bus-1995',
    csl: {
      type: 'article-journal',
      title:
        'Joint book reading makes for success in learning to read: A meta-analysis on intergenerational transmission of literacy',
      author: names('Bus, Adriana G.', 'van IJzendoorn, Marinus H.', 'Pellegrini, Anthony D.'),
      issued: year(1995),
      'container-title': 'Review of Educational Research',
      volume: 65,
      issue: 1,
      page: '1-21',
      DOI: '10.3102/00346543065001001',
    },
    finding:
      'Hur ofta någon läser högt tillsammans med små barn hänger samman med språkutveckling och senare läsförmåga.',
    contextNote:
      'Gäller läsning i hemmet; vi tar med oss regelbundenheten till förskolans dagliga högläsning och till boklådorna hem.',
    addedBy: 'forskola@example.org',
  },
  {
    key: 'sheridan-2014',
    csl: {
      type: 'article-journal',
      title: "Group size and organisational conditions for children's learning in preschool: A teacher perspective",
      author: names('Sheridan, Sonja', 'Williams, Pia', 'Pramling Samuelsson, Ingrid'),
      issued: year(2014),
      'container-title': 'Educational Research',
      volume: 56,
      issue: 4,
      page: '379-397',
    },
    finding:
      'Hur förskollärare delar in barngruppen under dagen skiljer sig mycket mellan förskolor, och de förknippar mindre grupper med fler samtal och mer uppmärksamhet till varje barn.',
    contextNote: 'Stöder att vi ser på hur dagen organiseras och inte bara på hur många som är inskrivna.',
    addedBy: 'forskola@example.org',
  },
  {
    key: 'schildkamp-2016',
    csl: {
      type: 'article-journal',
      title: 'Data teams for school improvement',
      author: names('Schildkamp, Kim', 'Poortman, Cindy L.', 'Handelzalts, Adam'),
      issued: year(2016),
      'container-title': 'School Effectiveness and School Improvement',
      volume: 27,
      issue: 2,
      page: '228-254',
      DOI: '10.1080/09243453.2015.1056192',
    },
    finding:
      'Lärarlag som prövar sina antaganden mot data går flera varv mellan fråga och orsak innan de når en hållbar förklaring; de behöver stöd och tid för det.',
    contextNote: 'Vi lånar stegen hypotes – prövning – slutsats i analysgrupperna inom Samverkan bästa skola.',
    addedBy: 'kvalitet@example.org',
  },
  {
    key: 'kearney-graczyk-2014',
    csl: {
      type: 'article-journal',
      title: 'A response to intervention model to promote school attendance and decrease school absenteeism',
      author: names('Kearney, Christopher A.', 'Graczyk, Patricia'),
      issued: year(2014),
      'container-title': 'Child & Youth Care Forum',
      volume: 43,
      issue: 1,
      page: '1-25',
      DOI: '10.1007/s10566-013-9222-1',
    },
    finding:
      'Skolfrånvaro bör mötas i tre nivåer: främjande för alla, riktade insatser tidigt och samordnat stöd för dem med lång frånvaro.',
    contextNote: 'Grunden för närvaroteamets trappa på Bruksskolan och för uppföljningen av distansstuderande.',
    addedBy: 'grundskola@example.org',
  },
  {
    key: 'tallvid-2016',
    csl: {
      type: 'article-journal',
      title: "Understanding teachers' reluctance to the pedagogical use of ICT in the 1:1 classroom",
      author: names('Tallvid, Martin'),
      issued: year(2016),
      'container-title': 'Education and Information Technologies',
      volume: 21,
      issue: 3,
      page: '503-519',
      DOI: '10.1007/s10639-014-9335-7',
    },
    finding:
      'Lärares tvekan inför datorn i undervisningen handlar om teknisk osäkerhet, att det inte lönar mödan, brist på material, minskad kontroll och brist på tid.',
    contextNote:
      'Svensk studie i grundskolans senare år. Vi frågar efter de fem skälen innan vi beslutar om nya verktyg.',
    addedBy: 'forstelarare@example.org',
  },
  {
    key: 'kettunen-2013',
    csl: {
      type: 'article-journal',
      title: "Career practitioners' conceptions of social media in career services",
      author: names('Kettunen, Jaana', 'Vuorinen, Raimo', 'Sampson, James P.'),
      issued: year(2013),
      'container-title': 'British Journal of Guidance & Counselling',
      volume: 41,
      issue: 3,
      page: '302-317',
      DOI: '10.1080/03069885.2013.781572',
    },
    finding:
      'Vägledares syn på sociala medier går från onödigt till oumbärligt, och synen hänger samman med hur de själva arbetar.',
    contextNote: 'Används i e-Vägledning: vi börjar med vägledarnas egna erfarenheter av chatt innan rutinerna skrivs.',
    addedBy: 'kompetenscenter@example.org',
  },
  {
    key: 'gustafsson-2010',
    csl: {
      type: 'report',
      title: 'School, learning and mental health: A systematic review',
      author: names(
        'Gustafsson, Jan-Eric',
        'Allodi Westling, Mara',
        'Alin Åkerman, Britta',
        'Eriksson, Charli',
        'Eriksson, Lilly',
        'Fischbein, Siv',
        'Granlund, Mats',
        'Gustafsson, Per',
        'Ljungdahl, Sofia',
        'Ogden, Terje',
        'Persson, Roland S.',
      ),
      issued: year(2010),
      publisher: 'The Royal Swedish Academy of Sciences',
      'publisher-place': 'Stockholm',
    },
    finding:
      'Skolresultat och psykisk hälsa påverkar varandra i båda riktningarna; tidiga svårigheter med läsning ökar risken för psykisk ohälsa senare.',
    contextNote: 'Skäl till att elevhälsan går in i undervisningen tidigt i stället för att ta emot ärenden sent.',
    addedBy: 'kvalitet@example.org',
  },
];
