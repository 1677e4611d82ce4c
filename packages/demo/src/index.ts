/** The demo: one municipality's quality work in 2017-2018 and 2018-2019, as data. Filling a store with it happens elsewhere. */
import { adultEvidence } from './evidence/adults.ts';
import { commonEvidence } from './evidence/common.ts';
import { preschoolEvidence } from './evidence/preschool.ts';
import { schoolEvidence } from './evidence/school.ts';
import { initiatives } from './initiatives.ts';
import { authority, groups, schoolUnits, schoolYears } from './organisation.ts';
import { annualCycles } from './pages/cycles.ts';
import { handbooks } from './pages/handbooks.ts';
import { plans2017 } from './pages/plans2017.ts';
import { plans2018 } from './pages/plans2018.ts';
import { accounts, leadTeachers, password } from './people.ts';
import { references } from './references.ts';
import { analyses, seminars } from './seminars.ts';
import type { Demo } from './types.ts';

export type * from './types.ts';

export const demo: Demo = {
  authority,
  password,
  groups,
  schoolUnits,
  schoolYears,
  accounts,
  leadTeachers,
  initiatives,
  plans: [...plans2017, ...plans2018],
  handbooks,
  annualCycles,
  seminars,
  analyses,
  evidence: [...preschoolEvidence, ...schoolEvidence, ...adultEvidence, ...commonEvidence],
  references,
};
