import { evidenceBody, initiativeBody, referenceBody } from '@samsyn/domain/schemas';
import { describe, expect, it } from 'vitest';
import { demo, type DemoPage } from '../src/index.ts';
import { notes, textOf, texts } from './material.ts';

const people = '(barn|elev|elever|deltagare|studerande|personer|pojkar|flickor)';
const few = '([2-9]|två|tre|fyra|fem|sex|sju|åtta|nio)';

const words = ({ blocks }: DemoPage): number => blocks.map(textOf).join(' ').split(/\s+/).length;

describe('the words', () => {
  it('hold nothing like a personnummer', () => {
    const found = texts.filter(({ text }) => /\d{6,8}[-+ ]?\d{4}/.test(text));
    expect(found).toEqual([]);
  });

  it('tell of no group smaller than ten', () => {
    const found = texts.filter(({ text }) => new RegExp(`(?<![\\p{L}\\d])${few} ${people}\\b`, 'iu').test(text));
    expect(found).toEqual([]);
    for (const item of demo.evidence) {
      if (item.kind !== 'table') continue;
      const counted = item.table.columns.flatMap(({ unit }, index) => (unit === 'kontakter' ? [index] : []));
      for (const row of item.table.rows) {
        for (const index of counted) expect(row[index]).toBeGreaterThanOrEqual(10);
      }
    }
  });

  it('never repeat a sentence of another note', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { note } of notes) {
      const sentences = note.blocks
        .filter(({ type }) => type !== 'heading')
        .flatMap((block) => textOf(block).split(/(?<=[.?!])\s+/u));
      for (const sentence of new Set(sentences)) {
        const key = sentence.toLocaleLowerCase('sv').trim();
        if (key.length > 12 && seen.has(key)) twice.push(`${seen.get(key)} and ${note.key}: ${sentence}`);
        seen.set(key, note.key);
      }
    }
    expect(twice).toEqual([]);
  });

  it('are claims of at most five sentences, each ended', () => {
    for (const { note } of notes) {
      for (const block of note.blocks) {
        if (block.type !== 'claim') continue;
        const sentences = textOf(block).split(/(?<=[.?!])\s+/u);
        expect(sentences.length, block.key).toBeLessThanOrEqual(5);
        expect(textOf(block), block.key).toMatch(/[.?!]$/);
        expect(textOf(block), block.key).not.toMatch(/ {2}/);
      }
    }
  });

  it('fill the plans and handbooks as far as a reader expects', () => {
    for (const plan of demo.plans) {
      expect(words(plan), plan.key).toBeGreaterThan(190);
      expect(words(plan), plan.key).toBeLessThan(360);
    }
    for (const handbook of demo.handbooks) {
      expect(words(handbook), handbook.key).toBeGreaterThan(390);
      expect(words(handbook), handbook.key).toBeLessThan(620);
    }
  });
});

describe('underlag and references', () => {
  it('pass the checks of the doors that they go in through', () => {
    for (const { key, addedBy: _by, ...body } of demo.evidence) {
      expect(evidenceBody.safeParse(body).error, key).toBeUndefined();
    }
    for (const { key, csl, finding, contextNote } of demo.references) {
      expect(referenceBody.safeParse({ csl, finding, contextNote }).error, key).toBeUndefined();
    }
    for (const body of demo.initiatives) expect(initiativeBody.safeParse(body).error, body.slug).toBeUndefined();
  });

  it('are tables whose rows fit their columns, and links to https addresses', () => {
    expect(demo.evidence.length).toBeGreaterThanOrEqual(12);
    for (const item of demo.evidence) {
      if (item.kind === 'table') {
        for (const row of item.table.rows) expect(row, item.key).toHaveLength(item.table.columns.length);
      }
      if (item.kind === 'link') expect(item.url).toMatch(/^https:\/\//);
    }
  });

  it('have an author, a year, a finding and what it means here', () => {
    for (const { key, csl, finding, contextNote } of demo.references) {
      expect(
        csl.author?.every(({ family, given }) => family && given),
        key,
      ).toBe(true);
      expect(Number(csl.issued?.['date-parts']?.[0]?.[0]), key).toBeLessThan(2019);
      if (csl.DOI) expect(csl.DOI, key).toMatch(/^10\.\d{4,5}\/\S+$/);
      expect(finding.length, key).toBeGreaterThan(40);
      expect(contextNote.length, key).toBeGreaterThan(30);
    }
  });
});
