export * from './connect.ts';
export * from './journal/index.ts';
export * from './records/index.ts';
export { type Piece, readPiece } from './typed/piece.ts';
export { Runs } from './typed/runs.ts';
export * from './journal/index.ts';
