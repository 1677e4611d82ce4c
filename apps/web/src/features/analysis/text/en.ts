import type { DraftCounts } from '@samsyn/domain';
import type { sv } from './sv.ts';

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const result = ({ added, updated, removed, kept, conflicts }: DraftCounts): string => {
  const parts = [
    added > 0 && `${added} new`,
    updated > 0 && `${updated} changed`,
    removed > 0 && `${removed} removed`,
    kept > 0 && `${kept} as before`,
  ].filter((part) => part !== false);
  const waits = ` ${conflicts} ${conflicts === 1 ? 'place waits' : 'places wait'} for your choice.`;
  const told =
    added + updated + removed === 0
      ? `Nothing new in the notes. ${kept} blocks are as before.`
      : `The draft is updated: ${joined(parts)}.`;
  return `${told}${conflicts > 0 ? waits : ''}`;
};

export const en: typeof sv = {
  over: (year, board) => `${year} · ${board}`,
  title: (number, year) => `Operational analysis ${number} · ${year}`,
  toBoard: (day) => `to the board ${day}`,
  noBoardDay: 'board day not set',
  version: (n) => `Version ${n}`,
  text: (title) => `The draft: ${title}`,
  way: 'The way of the analysis',
  wayDone: 'done',
  contents: { label: 'Contents', none: 'The contents are shown once the draft has headings.' },
  draft: {
    make: 'Make the draft',
    refresh: 'Update the draft',
    working: 'Making the draft from the notes',
    byOther: 'Somebody is updating the draft right now.',
    steps: ['Reading the notes', 'Writing what is new', 'Saving'],
    result,
    close: 'Close',
    failed: 'The draft was not made.',
    kept: 'What was in it is still there.',
    empty: 'The draft has not been made yet',
    emptyText:
      'Make the draft brings the notes of the round together into one text with the source beside each sentence. You can do it as often as you like: what you have written yourselves stays.',
    emptyWait: 'The administration makes the draft from the notes of the round. Then it is seen here.',
    asOf: (day) => `The draft was made ${day}`,
  },
  files: {
    title: 'Files',
    get: 'Download',
    reportDocx: 'Report, Word',
    reportPdf: 'Report, PDF',
    reportHtml: 'Report, web page',
    reportJson: 'Report, data for archives',
    presentation: 'Presentation, PowerPoint',
    docxHint: 'to edit and to send to the board',
    pdfHint: 'accessible, for archive and registry',
    htmlHint: 'as on the public page',
    jsonHint: 'structured, JSON',
    pptxHint: 'one claim a slide, for the meeting',
    draft: 'The files are made from the text as it is now, and marked Draft (Utkast).',
    of: (file, version) => `${file}, version ${version}`,
  },
  tabs: { sources: 'Sources', checks: 'Checklist', versions: 'Versions' },
  sources: {
    choose: 'Where do the words come from?',
    chooseText: 'Put the caret in a block of the draft. The notes that its words come from are shown here.',
    comes: 'This block comes from',
    noSource: 'This block has no source',
    noSourceText: 'It was written in the analysis itself, or is a heading that the template gave.',
    none: 'No sources yet',
    noneText: 'Once the draft is made, the notes that each block comes from are shown here.',
    foreign: 'The words stand in another group’s note, which your account does not read.',
    gone: 'The claim is no longer in the note.',
    evidence: 'Evidence:',
    reference: 'Research:',
    open: 'Open in the note',
    openOf: (group) => `Open in the note of ${group}`,
    both: (names) => `Common to ${joined(names)}`,
  },
  checks: {
    none: 'Nothing to look over yet',
    noneText: 'Once the draft is made, what is missing in the chain stands here.',
    before: 'Before review',
    beforeFinalised: 'Before it is finalised',
    whole: 'No gaps in the chain',
    clean: 'No personal data was found',
    gaps: 'Gaps in the chain',
    findings: 'What must not be included',
    findingIn: { note: 'in a note', evidence: 'in a piece of evidence' },
    finding: {
      personnummer: 'A personal identity number',
      samordningsnummer: 'A coordination number',
      smallGroup: 'Results of too small a group',
    },
    unmarked: 'Text that is not marked',
    unmarkedText: 'This text is not in the draft until somebody marks it as a claim.',
    suggested: (kind) => `Perhaps a ${kind.toLowerCase()}`,
    leftOut: 'Left out of the draft',
    leftOutReason: {
      protected: 'Protected data',
      budget: 'Did not fit in the section',
      duplicate: 'Already said by others',
      deleted: 'Taken out of the draft by somebody',
    },
    links: 'Links that may be missing',
    linkFrom: 'From',
    linkTo: 'To',
    contradictions: 'Point in different directions',
    show: 'Show in the text',
    openNote: 'Open the note',
    openEvidence: 'Open the evidence',
    hidden: 'The words are not shown here.',
    elsewhere: 'A claim in a note that you do not read.',
    asOf: (day) => `As it was when the draft was last made, ${day}.`,
  },
  registry: {
    label: 'Registry number',
    hint: 'For example BUN 2019/114. Needed before the analysis is finalised.',
    save: 'Save',
    saved: 'The registry number is saved.',
    none: 'not set',
  },
  moves: {
    title: 'Next step',
    verbs: {
      workingDraft: 'Back to working draft',
      inReview: 'Send to review',
      finalised: 'Finalise',
      presented: 'Mark as presented',
      published: 'Publish',
      archived: 'Archive',
    },
    newVersion: 'Open a new version',
    newVersionText: (version) =>
      `Version ${version} stays as it is. The work goes on in a new version with a text of its own.`,
    texts: {
      workingDraft: 'The analysis becomes a working draft again. The groups see it, but the review begins anew.',
      inReview: 'The groups read and review the draft. The administration can go on changing it.',
      finalised:
        'The text cannot be changed after this. A correction becomes a new version. Report and presentation are made now.',
      presented: 'The board can read the analysis, its report and its presentation.',
      published: 'Report and presentation are put on the public page, where everybody can read them.',
      archived: 'The analysis is finished. It can still be read, here and on the public page.',
    },
    moved: {
      workingDraft: 'The analysis is a working draft.',
      inReview: 'The analysis is in review.',
      finalised: 'The analysis is finalised.',
      presented: 'The analysis is presented to the board.',
      published: 'The analysis is published.',
      archived: 'The analysis is archived.',
    },
    question: (verb) => `${verb}?`,
    record:
      'A draft that is sent outside the group may become a public record. Send it only to those who shall read it as finished.',
    reason: 'Reason',
    reasonBack: 'Why does the analysis go back?',
    reasonNew: 'What is to be corrected?',
    reasonGaps: 'Why may the gaps stand?',
    reasonHint: 'Kept in the history of the analysis.',
    gapsTitle: 'This is missing in the chain',
    gapsText: 'Gaps do not stop you, but write why they may stand.',
    missingTitle: 'This has to be put right first',
    seeChecks: 'See the checklist',
    making: 'Making report and presentation. It takes a few seconds.',
    none: 'The administration and the quality coordinator move the analysis on.',
  },
  versions: {
    title: 'Versions',
    finalised: (day) => `Finalised ${day}`,
    now: 'The one shown',
    log: 'History',
    noLog: 'The analysis has not been moved yet.',
    change: (from, to) => `${from} → ${to}`,
    by: (day, name, version) => [day, name, `version ${version}`].filter((part) => part !== '').join(' · '),
  },
  entry: {
    title: 'The text is not open to your account',
    text: 'You see that the analysis exists and how far it has come. Once it is published everybody can read it.',
    published: 'This analysis is published and can be read by everybody.',
    toAll: 'To the analyses',
  },
};
