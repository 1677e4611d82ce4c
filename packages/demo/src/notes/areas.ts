/** Slugs of the two years' priority areas, short enough to stand in front of a claim. */
export const DIG = 'digitalisering';
export const SKA = 'systematiskt-kvalitetsarbete';
/** 2018-2019 */
export const LAR = 'larmiljoer';
export const ADM = 'administration';
export const EHA = 'elevhalsoarbetet';
/** 2017-2018 */
export const SPR = 'sprakutveckling';
export const BED = 'bedomning-och-undervisning';
export const NAR = 'narvaro-och-trygghet';
