import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, expect, it, vi } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What the public interface promises for the first view and for the sign-in, in bytes of gzip. */
const budget = 130_000;
/** The headers of one answer, about. */
const headers = 1000;
const editorParts = /prosemirror|tiptap|yjs|y-websocket|socket\.io/;

type Chunk = Rolldown.OutputChunk;
let chunks: Map<string, Chunk>;

beforeAll(async () => {
  // Else React's development build is weighed.
  vi.stubEnv('NODE_ENV', 'production');
  const result = await build({ root, logLevel: 'error', build: { write: false } });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ('output' in one ? one.output : []));
  chunks = new Map(outputs.filter((one): one is Chunk => one.type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
}, 120_000);

const holding = (module: string): Chunk => {
  const found = [...chunks.values()].find((chunk) => chunk.moduleIds.some((id) => id.endsWith(module)));
  if (found === undefined) throw new Error(`no chunk holds ${module}`);
  return found;
};

/** The chunks and all that they import before they can run. */
const withImports = (start: Chunk[]): Chunk[] => {
  const seen = new Set<Chunk>();
  const visit = (chunk: Chunk): void => {
    if (seen.has(chunk)) return;
    seen.add(chunk);
    for (const name of chunk.imports) {
      const next = chunks.get(name);
      if (next !== undefined) visit(next);
    }
  };
  start.forEach(visit);
  return [...seen];
};

const views: { view: string; parts: string[] }[] = [
  { view: 'Året', parts: ['src/main.tsx', 'app/Shell.tsx'] },
  { view: 'the sign-in', parts: ['src/main.tsx', 'SignInPage.tsx'] },
];

it.each(views)('$view weighs at most 130 kB of script', ({ view, parts }) => {
  const bytes = withImports(parts.map(holding)).reduce((sum, chunk) => sum + gzipSync(chunk.code).length + headers, 0);
  console.info(`${view}: ${(bytes / 1000).toFixed(1)} kB`);
  expect(bytes).toBeLessThanOrEqual(budget);
});

it.each(views)('$view holds nothing of the editor', ({ parts }) => {
  const modules = withImports(parts.map(holding)).flatMap((chunk) => chunk.moduleIds);
  expect(modules.filter((id) => editorParts.test(id))).toEqual([]);
});
