/** Accounts and förstelärare. Nobody here exists: every surname is made up of words for samples, guesses and tales. */
import type { DemoAccount, DemoLeadTeacher } from './types.ts';

/** Of every account of the demo. */
export const password = 'samsyn-demo';

const account = (email: string, name: string, roles: DemoAccount['roles'], groups: string[] = []): DemoAccount => ({
  email: `${email}@example.org`,
  name,
  roles,
  groups,
});

export const accounts: DemoAccount[] = [
  account('admin', 'Adina Provelius', ['admin']),
  account('kvalitet', 'Kerstin Exempelius', ['qualityCoordinator', 'administration']),
  account('forvaltning', 'Viktor Påhittsson', ['administration']),
  account('forskola', 'Frida Sagolund', ['groupMember'], ['forskola']),
  account('grundskola', 'Gunnar Låtsasberg', ['groupMember'], ['grundskola']),
  account('kompetenscenter', 'Malin Mönsterqvist', ['groupMember'], ['kompetenscenter']),
  account('forstelarare', 'Linus Tänkvist', ['leadTeacher'], ['grundskola']),
  account('namnd', 'Nanna Diktberg', ['board']),
];

const leads = (
  group: string,
  unit: string,
  name: string,
  priorityArea: string | null,
  assignment: string,
): DemoLeadTeacher => ({ name, unit, group, assignment, priorityArea });

export const leadTeachers: DemoLeadTeacher[] = [
  leads('forskola', 'solglantan', 'Siv Fabelström', 'larmiljoer', 'Språkutvecklande lärmiljöer för de yngsta barnen'),
  leads(
    'forskola',
    'kvarnbacken',
    'Ebba Prototypsson',
    'digitalisering',
    'Programmering och digitalt skapande i leken',
  ),
  leads(
    'forskola',
    'abrinken',
    'Inga Skissberg',
    'systematiskt-kvalitetsarbete',
    'Pedagogisk dokumentation som underlag för analys',
  ),
  leads(
    'forskola',
    'lingonstigen',
    'Tove Utkastlund',
    'elevhalsoarbetet',
    'Övergångar mellan förskola och förskoleklass',
  ),
  leads(
    'grundskola',
    'baggeboskolan',
    'Linus Tänkvist',
    'larmiljoer',
    'Studiero och flexibla lärmiljöer på Baggeboskolan',
  ),
  leads(
    'grundskola',
    'baggeboskolan',
    'Runa Modellgren',
    'digitalisering',
    'Digitala verktyg i svenska och so i årskurs 4–6',
  ),
  leads(
    'grundskola',
    'kvarnskolan',
    'Otto Hypotesman',
    'systematiskt-kvalitetsarbete',
    'Matematikutveckling i årskurs 1–6',
  ),
  leads('grundskola', 'kvarnskolan', 'Hedda Testfors', 'larmiljoer', 'Tidiga läs- och skrivinsatser i lågstadiet'),
  leads(
    'grundskola',
    'bruksskolan',
    'Yngve Antagandeby',
    'systematiskt-kvalitetsarbete',
    'Bedömning och återkoppling i årskurs 7–9',
  ),
  leads('grundskola', 'bruksskolan', 'Wilma Förslagsson', 'elevhalsoarbetet', 'Närvarofrämjande arbete på högstadiet'),
  leads('grundskola', 'bruksskolan', 'Ulf Scenarioström', 'digitalisering', 'Programmering i matematik och teknik'),
  leads(
    'grundskola',
    'sjoangsskolan',
    'Cilla Låtsasgård',
    'elevhalsoarbetet',
    'Lågaffektivt bemötande och extra anpassningar',
  ),
  leads(
    'grundskola',
    'sjoangsskolan',
    'Petrus Tankelund',
    'systematiskt-kvalitetsarbete',
    'Kollegialt lärande i naturorienterande ämnen',
  ),
  leads('grundskola', 'fritidshemmen', 'Jonna Leksaga', 'larmiljoer', 'Fritidshemmets undervisning och rastverksamhet'),
  leads('kompetenscenter', 'sfi', 'Zara Övningsdal', 'larmiljoer', 'Språkinriktad undervisning i sfi och yrkesvux'),
  leads(
    'kompetenscenter',
    'vuxenutbildningen',
    'Ragnar Demolin',
    'digitalisering',
    'Fjärr- och distanskurser på gymnasial nivå',
  ),
  leads(
    'kompetenscenter',
    'vuxenutbildningen',
    'Britta Kladdqvist',
    'systematiskt-kvalitetsarbete',
    'Formativ uppföljning av kurser med många avbrott',
  ),
  leads(
    'kompetenscenter',
    'vagledningscentrum',
    'Douglas Visiongren',
    'digitalisering',
    'e-Vägledning i vuxenutbildningen',
  ),
];
