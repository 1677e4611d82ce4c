/** The parts of pages that have addresses of their own: what stands after /planer/ and /administration/; '' is the first. */
export const planPaths = {
  plans: '',
  handbooks: 'handbocker',
  cycles: 'arshjul',
  areas: 'omraden',
  assignments: 'forstelarare',
  initiatives: 'utvecklingsarbeten',
} as const;

export const administrationPaths = { accounts: '', settings: 'installningar', audit: 'logg' } as const;
