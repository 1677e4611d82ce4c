/**
 * The Swedish words that APA needs, in the locale format of the Citation Style Language (CSL 1.0.2, chapter "Locale
 * files"). Written for this product: the CSL project's own locale files have a licence of their own.
 */
const months = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
];
const shortMonths = ['jan.', 'feb.', 'mars', 'apr.', 'maj', 'juni', 'juli', 'aug.', 'sep.', 'okt.', 'nov.', 'dec.'];

const one = (name: string, word: string, form?: string): string =>
  `<term name="${name}"${form ? ` form="${form}"` : ''}>${word}</term>`;
const counted = (name: string, single: string, multiple: string, form?: string): string =>
  `<term name="${name}"${form ? ` form="${form}"` : ''}><single>${single}</single><multiple>${multiple}</multiple></term>`;
/** A person's part in a work: the word, its short form, and the verb with its short form. */
const role = (name: string, word: [string, string], short: [string, string], verb: string, shortVerb: string): string =>
  counted(name, ...word) +
  counted(name, ...short, 'short') +
  one(name, verb, 'verb') +
  one(name, shortVerb, 'verb-short');

const terms = [
  one('accessed', 'hämtad'),
  one('and', 'och'),
  one('and', '&amp;', 'symbol'),
  one('and others', 'med flera'),
  one('anonymous', 'anonym'),
  one('anonymous', 'anon.', 'short'),
  one('at', 'på'),
  one('available at', 'tillgänglig på'),
  one('by', 'av'),
  one('circa', 'omkring'),
  one('circa', 'ca', 'short'),
  one('cited', 'citerad'),
  one('et-al', 'm.fl.'),
  one('forthcoming', 'kommande'),
  one('from', 'från'),
  one('in', 'i'),
  one('in press', 'i tryck'),
  one('internet', 'internet'),
  one('interview', 'intervju'),
  one('letter', 'brev'),
  one('no date', 'u.å.'),
  one('no date', 'u.å.', 'short'),
  one('no-place', 'utan ort'),
  one('no-publisher', 'utan förlag'),
  one('on', 'den'),
  one('online', 'på nätet'),
  one('original-work-published', 'originalet utgivet'),
  one('personal-communication', 'personlig kommunikation'),
  one('presented at', 'presenterad vid'),
  one('retrieved', 'hämtad'),
  one('review', 'recension'),
  one('review-of', 'recension av'),
  one('scale', 'skala'),
  one('software', 'programvara'),
  one('version', 'version'),
  one('video', 'video'),
  one('film', 'film'),
  one('podcast', 'podd'),
  one('preprint', 'förhandsversion'),
  one('working-paper', 'arbetsrapport'),
  counted('reference', 'referens', 'referenser'),
  one('open-quote', '”'),
  one('close-quote', '”'),
  one('open-inner-quote', '’'),
  one('close-inner-quote', '’'),
  one('page-range-delimiter', '–'),
  one('ordinal', 'e'),
  '<term name="ordinal-01" match="last-digit">:a</term>',
  '<term name="ordinal-02" match="last-digit">:a</term>',
  '<term name="ordinal-11" match="last-two-digits">:e</term>',
  '<term name="ordinal-12" match="last-two-digits">:e</term>',
  counted('book', 'bok', 'böcker'),
  counted('chapter', 'kapitel', 'kapitel'),
  counted('chapter', 'kap.', 'kap.', 'short'),
  counted('edition', 'upplagan', 'upplagor'),
  one('edition', 'uppl.', 'short'),
  counted('figure', 'figur', 'figurer'),
  counted('issue', 'nummer', 'nummer'),
  counted('issue', 'nr', 'nr', 'short'),
  counted('number', 'nummer', 'nummer'),
  counted('number', 'nr', 'nr', 'short'),
  counted('page', 'sida', 'sidor'),
  counted('page', 's.', 's.', 'short'),
  counted('number-of-pages', 'sida', 'sidor'),
  counted('number-of-pages', 's.', 's.', 'short'),
  counted('paragraph', 'stycke', 'stycken'),
  counted('part', 'del', 'delar'),
  counted('section', 'avsnitt', 'avsnitt'),
  counted('volume', 'band', 'band'),
  counted('volume', 'vol.', 'vol.', 'short'),
  role('author', ['författare', 'författare'], ['förf.', 'förf.'], 'av', 'av'),
  role('collection-editor', ['redaktör', 'redaktörer'], ['red.', 'red.'], 'redigerad av', 'red.'),
  role('container-author', ['författare', 'författare'], ['förf.', 'förf.'], 'av', 'av'),
  role('director', ['regissör', 'regissörer'], ['regi', 'regi'], 'regi av', 'regi'),
  role('editor', ['redaktör', 'redaktörer'], ['red.', 'red.'], 'redigerad av', 'red.'),
  role('editorial-director', ['redaktör', 'redaktörer'], ['red.', 'red.'], 'redigerad av', 'red.'),
  role(
    'editortranslator',
    ['redaktör och översättare', 'redaktörer och översättare'],
    ['red. &amp; övers.', 'red. &amp; övers.'],
    'redigerad och översatt av',
    'red. &amp; övers.',
  ),
  role('illustrator', ['illustratör', 'illustratörer'], ['ill.', 'ill.'], 'illustrerad av', 'ill.'),
  role('interviewer', ['intervjuare', 'intervjuare'], ['intervjuare', 'intervjuare'], 'intervju av', 'intervju av'),
  role('translator', ['översättare', 'översättare'], ['övers.', 'övers.'], 'översatt av', 'övers.'),
];

const twoDigits = (index: number): string => String(index + 1).padStart(2, '0');

export const swedishLocale = `<?xml version="1.0" encoding="utf-8"?>
<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="sv-SE">
<style-options punctuation-in-quote="false"/>
<date form="text"><date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/></date>
<date form="numeric"><date-part name="year"/><date-part name="month" form="numeric-leading-zeros" prefix="-"/><date-part name="day" form="numeric-leading-zeros" prefix="-"/></date>
<terms>${terms.join('')}${months.map((word, index) => one(`month-${twoDigits(index)}`, word)).join('')}${shortMonths
  .map((word, index) => one(`month-${twoDigits(index)}`, word, 'short'))
  .join('')}</terms></locale>`;
