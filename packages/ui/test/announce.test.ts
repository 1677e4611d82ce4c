import { describe, expect, it } from 'vitest';
import { announcements, showToast } from '../src/announce.ts';

describe('a toast', () => {
  it('has the sign of success only when it is said to be one', () => {
    showToast('Texten går inte att skriva i längre.');
    showToast('Sparat', { tone: 'ok' });
    showToast('Det gick inte.', { tone: 'error' });
    expect(announcements().toasts.map(({ tone }) => tone)).toEqual(['info', 'ok', 'error']);
  });
});
