/** What people do in the seminar's room over Socket.IO, and what every page is told. */
import type { ProgressEvent } from '@samsyn/domain';
import { describe, expect, test } from 'vitest';
import { itemsOf, member } from '../support/client.ts';
import { claimUpdate, write } from '../support/words.ts';
import { House, stateOf } from './support/house.ts';

const house = new House();

describe('in the room', () => {
  test('the step and the clock are set by who writes the note, not by who only suggests', async () => {
    const { seminarId } = house;
    const [leader, teacher] = [
      await house.openFor('grundskola@example.org'),
      await house.openFor('forstelarare@example.org'),
    ];
    await Promise.all([house.join(leader), house.join(teacher)]);
    const set = stateOf(teacher, ({ step, endsAt }) => step === 'causes' && endsAt !== null);
    expect(await leader.emitWithAck('seminar:step', { seminarId, step: 'causes' })).toEqual({
      ok: true,
    });
    expect(await leader.emitWithAck('seminar:timer', { seminarId, minutes: 50 })).toEqual({
      ok: true,
    });
    const left = Date.parse((await set).endsAt ?? '') - Date.now();
    expect(left).toBeGreaterThan(49 * 60_000);
    expect(left).toBeLessThanOrEqual(50 * 60_000);
    const refused = { ok: false, code: 'notAllowed' };
    expect(await teacher.emitWithAck('seminar:step', { seminarId, step: null })).toEqual(refused);
    expect(await teacher.emitWithAck('seminar:timer', { seminarId, minutes: 0 })).toEqual(refused);
    expect(await leader.emitWithAck('seminar:timer', { seminarId, minutes: -5 })).toEqual({
      ok: false,
      code: 'invalid',
    });
    const overview = await house.coordinator.get('/api/overview?schoolYear=2018-2019');
    expect(JSON.stringify(member(overview.body, 'due'))).toContain('"step":"causes"');
    await leader.emitWithAck('seminar:timer', { seminarId, minutes: 0 });
  });

  test('hands go up in order and come down', async () => {
    const { seminarId } = house;
    const [one, other] = [
      await house.openFor('grundskola@example.org'),
      await house.openFor('forstelarare@example.org'),
    ];
    await Promise.all([house.join(one), house.join(other)]);
    const two = stateOf(one, ({ hands }) => hands.length === 2);
    await other.emitWithAck('seminar:hand', { seminarId, raised: true });
    await one.emitWithAck('seminar:hand', { seminarId, raised: true });
    await one.emitWithAck('seminar:hand', { seminarId, raised: true });
    expect((await two).hands[0]?.name).toBe('Linus Tänkvist');
    const none = stateOf(one, ({ hands }) => hands.length === 1);
    await other.emitWithAck('seminar:hand', { seminarId, raised: false });
    expect((await none).hands[0]?.name).toBe('Gunnar Låtsasberg');
  });

  test('a vote counts one ballot for each account, until it is closed', async () => {
    const { seminarId } = house;
    const [leader, teacher] = [
      await house.openFor('grundskola@example.org'),
      await house.openFor('forstelarare@example.org'),
    ];
    await Promise.all([house.join(leader), house.join(teacher)]);
    const vote = {
      seminarId,
      question: 'Vilken orsak väger tyngst?',
      options: ['Studiero', 'Närvaro'],
    };
    expect(await teacher.emitWithAck('seminar:vote:open', vote)).toEqual({ ok: false, code: 'notAllowed' });
    expect(await leader.emitWithAck('seminar:vote:open', vote)).toEqual({ ok: true });
    await teacher.emitWithAck('seminar:vote:cast', { seminarId, option: 0 });
    await teacher.emitWithAck('seminar:vote:cast', { seminarId, option: 1 });
    const closed = stateOf(teacher, (state) => state.vote?.open === false);
    await leader.emitWithAck('seminar:vote:cast', { seminarId, option: 1 });
    expect(await leader.emitWithAck('seminar:vote:cast', { seminarId, option: 2 })).toEqual({
      ok: false,
      code: 'invalid',
    });
    await leader.emitWithAck('seminar:vote:close', { seminarId });
    expect((await closed).vote).toMatchObject({ counts: [0, 2], question: vote.question });
    expect(await teacher.emitWithAck('seminar:vote:cast', { seminarId, option: 0 })).toEqual({
      ok: false,
      code: 'invalid',
    });
  });

  test('nothing is done by who has not joined', async () => {
    const socket = await house.openFor('grundskola@example.org');
    expect(await socket.emitWithAck('seminar:hand', { seminarId: house.seminarId, raised: true })).toEqual({
      ok: false,
      code: 'notFound',
    });
  });
});

test('a change of a list reaches every page, and a draft only those who see drafts', async () => {
  const staff = await house.openFor('grundskola@example.org');
  const board = await house.openFor('namnd@example.org');
  const heard: string[] = [];
  board.on('work:progress', () => heard.push('progress'));
  const changed = new Promise((resolve) => board.once('year:changed', resolve));
  const progress = new Promise((resolve) => staff.once('work:progress', resolve));
  const [analysis] = itemsOf(await house.coordinator.get('/api/analyses?schoolYear=2018-2019')).toReversed();
  await house.coordinator.post(`/api/analyses/${String(member(analysis, 'id'))}/draft`, {});
  expect(await progress).toMatchObject({ work: 'draft' });
  await house.coordinator.post('/api/school-years', { label: '2060-2061', priorityAreas: [] });
  expect(await changed).toEqual({ schoolYear: expect.any(String) });
  expect(heard).toEqual([]);
});

test('the progress of an export reaches those who see drafts, until it is done', async () => {
  const label = '2061-2062';
  await house.coordinator.post('/api/school-years', { label, priorityAreas: [] });
  const [analysis] = itemsOf(await house.coordinator.get(`/api/analyses?schoolYear=${label}`));
  const id = String(member(analysis, 'id'));
  await write(house.coordinator, String(member(analysis, 'documentId')), claimUpdate('result', 'De flesta trivs.'));
  await house.coordinator.patch(`/api/analyses/${id}`, { registryNumber: 'BUN 2062:1' });
  const staff = await house.openFor('grundskola@example.org');
  const heard: ProgressEvent[] = [];
  staff.on('work:progress', (event) => heard.push(event));
  for (const to of ['inReview', 'finalised'])
    expect((await house.coordinator.post(`/api/analyses/${id}/transitions`, { to, reason: 'Prövat.' })).status).toBe(
      200,
    );
  await expect.poll(() => heard.at(-1)).toMatchObject({ work: 'export', id, state: 'done' });
  expect(heard[0]).toMatchObject({ work: 'export', id, done: 0, state: 'running' });
});
