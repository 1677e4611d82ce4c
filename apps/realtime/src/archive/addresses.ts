/** Addresses of the public pages that other pages and stored reports lead to: they stay. */
export const archivePath = '/arkiv';
/** The folder of the fonts that stored reports ask for. */
export const fontsAt = '/arkiv/typsnitt';
export const accessibilityPath = '/tillganglighet';
