/** Three rounds a year with each group. The last round of 2018-2019 is under way: two groups write, one prepares. */
import type { SeminarState } from '@samsyn/domain';
import { adults2017round1, preschool2017round1, school2017round1 } from './notes/2017-1.ts';
import { adults2017round2, preschool2017round2, school2017round2 } from './notes/2017-2.ts';
import { adults2017round3, preschool2017round3, school2017round3 } from './notes/2017-3.ts';
import { preschool2018round1 } from './notes/2018-1-forskola.ts';
import { school2018round1 } from './notes/2018-1-grundskola.ts';
import { adults2018round1 } from './notes/2018-1-kompetenscenter.ts';
import { preschool2018round2 } from './notes/2018-2-forskola.ts';
import { school2018round2 } from './notes/2018-2-grundskola.ts';
import { adults2018round2 } from './notes/2018-2-kompetenscenter.ts';
import { preschool2018round3 } from './notes/2018-3-forskola.ts';
import { school2018round3 } from './notes/2018-3-grundskola.ts';
import { adults2018round3 } from './notes/2018-3-kompetenscenter.ts';
import type { DemoAnalysis, DemoNote, DemoSeminar } from './types.ts';

const seminar =
  (schoolYear: string, round: number) =>
  (group: string, startsAt: string, note: DemoNote, state: SeminarState = 'closed'): DemoSeminar => ({
    schoolYear,
    round,
    group,
    startsAt,
    state,
    note,
  });

const autumn2017 = seminar('2017-2018', 1);
const winter2018 = seminar('2017-2018', 2);
const spring2018 = seminar('2017-2018', 3);
const autumn2018 = seminar('2018-2019', 1);
const winter2019 = seminar('2018-2019', 2);
const spring2019 = seminar('2018-2019', 3);

export const seminars: DemoSeminar[] = [
  autumn2017('forskola', '2017-10-10T13:00:00+02:00', preschool2017round1),
  autumn2017('grundskola', '2017-10-12T13:00:00+02:00', school2017round1),
  autumn2017('kompetenscenter', '2017-10-17T08:30:00+02:00', adults2017round1),
  winter2018('forskola', '2018-01-18T13:00:00+01:00', preschool2017round2),
  winter2018('grundskola', '2018-01-23T13:00:00+01:00', school2017round2),
  winter2018('kompetenscenter', '2018-01-25T08:30:00+01:00', adults2017round2),
  spring2018('forskola', '2018-05-08T13:00:00+02:00', preschool2017round3),
  spring2018('grundskola', '2018-05-15T13:00:00+02:00', school2017round3),
  spring2018('kompetenscenter', '2018-05-17T08:30:00+02:00', adults2017round3),
  autumn2018('forskola', '2018-10-09T13:00:00+02:00', preschool2018round1),
  autumn2018('grundskola', '2018-10-11T13:00:00+02:00', school2018round1),
  autumn2018('kompetenscenter', '2018-10-16T08:30:00+02:00', adults2018round1),
  winter2019('forskola', '2019-01-17T13:00:00+01:00', preschool2018round2),
  winter2019('grundskola', '2019-01-22T13:00:00+01:00', school2018round2),
  winter2019('kompetenscenter', '2019-01-24T08:30:00+01:00', adults2018round2),
  spring2019('forskola', '2019-05-07T13:00:00+02:00', preschool2018round3, 'live'),
  spring2019('grundskola', '2019-05-09T13:00:00+02:00', school2018round3, 'live'),
  spring2019('kompetenscenter', '2019-05-14T08:30:00+02:00', adults2018round3, 'planned'),
];

const analysis = (
  schoolYear: string,
  number: number,
  state: DemoAnalysis['state'],
  registryNumber: string | null,
  boardMeetingOn: string | null,
): DemoAnalysis => ({ schoolYear, number, state, registryNumber, boardMeetingOn });

/** The first of 2018-2019 has been before the nämnd but is not published: the empty cell of the customer's own page. */
export const analyses: DemoAnalysis[] = [
  analysis('2017-2018', 1, 'published', 'BUN 2017/214', '2017-11-21'),
  analysis('2017-2018', 2, 'published', 'BUN 2018/47', '2018-03-13'),
  analysis('2017-2018', 3, 'published', 'BUN 2018/131', '2018-06-12'),
  analysis('2018-2019', 1, 'presented', 'BUN 2018/226', '2018-11-20'),
  analysis('2018-2019', 2, 'published', 'BUN 2019/52', '2019-03-12'),
  analysis('2018-2019', 3, 'workingDraft', null, '2019-06-11'),
];
