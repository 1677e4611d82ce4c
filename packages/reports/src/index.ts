export { formatReference, referenceLabel } from './references/apa.ts';
