export { decode, decodeLeavingRaw } from './decode.ts';
export { type Doc, isDoc } from './doc.ts';
export { encode } from './encode.ts';
