import type { sv } from './sv.ts';

export const en: typeof sv = {
  title: 'Seminars',
  lead: 'The leadership groups meet the administration three times a year. The note is written together in the seminar.',
  table: (round) => `Seminars in round ${round}`,
  group: 'Leadership group',
  when: 'When',
  at: (day, time) => `${day}, ${time}`,
  state: 'State',
  none: 'The school year has no seminars.',
  notes: {
    title: 'Free notes',
    lead: 'The group’s own notes between the seminars.',
    none: 'No free notes yet',
    noneText: 'Here the group can write down what does not wait for the next seminar.',
    name: 'Note',
    changed: 'Changed',
    make: 'New note',
    titleLabel: 'Heading',
    groupLabel: 'Leadership group',
    submit: 'Make the note',
  },
};
