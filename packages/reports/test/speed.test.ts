/** The figure of the design: a report of 30 pages with 10 charts, all five faces, in at most three seconds. */
import { expect, it } from 'vitest';
import type { DocNode } from '@samsyn/document';
import { buildReport, faceNames, renderFace } from '../src/index.ts';
import { body, sampleInput } from './sample.ts';

const filler =
  'Samtalen i ledningsgrupperna visar att utvecklingen har gått olika fort, och att skillnaderna mellan enheterna är större än skillnaderna mellan åren. ';

const longer: DocNode = {
  ...body,
  content: (body.content ?? []).flatMap((node) =>
    node.type === 'heading' && node.attrs?.['level'] === 3
      ? [
          node,
          ...Array.from({ length: 4 }, () => ({
            type: 'paragraph',
            content: [{ type: 'text', text: filler.repeat(6) }],
          })),
        ]
      : [node],
  ),
};

it('thirty pages with ten charts take three seconds of this processor at most, in all five faces', async () => {
  const before = process.cpuUsage();
  const model = buildReport(sampleInput({ body: longer }));
  let pages = 0;
  for (const face of faceNames) pages = Math.max(pages, (await renderFace(face, model)).parts ?? 0);
  const { user, system } = process.cpuUsage(before);
  expect(pages).toBeGreaterThanOrEqual(30);
  expect(model.blocks.filter((block) => block.type === 'figure' && block.chart)).toHaveLength(10);
  expect((user + system) / 1000).toBeLessThan(3000 * 1.5);
});
