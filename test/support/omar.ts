import { expect } from '@jest/globals';
import { isObject, type Json } from '../../sandbox/json.js';
import { eventually } from '../../sandbox/start-sandbox.js';
import type { Role } from '../../src/domain/policy.js';
import { FINANCE, OMAR, REVIEW, type Team } from './team.js';

// Omar sees every message and has no role, but for what a test grants him.

export const TOLD = {
  approvers: 'Only approvers and admins can do this.',
  managers: 'Only partnership managers and admins can do this.',
  finance: 'Only finance and admins can do this.',
  reviewersAndFinance: 'Only approvers, finance and admins can do this.',
  reviewers: 'Only partnership managers, approvers and admins can do this.',
  team: 'Only partnership managers, approvers, finance and admins can do this.',
  admins: 'Only admins can do this.',
} as const;

export function seatOmar({ slack }: Pick<Team, 'slack'>): void {
  for (const channel of [REVIEW, FINANCE]) slack.world.channels.get(channel)?.members.push(OMAR);
}

/** Gives Omar this role and no other. */
export async function grantOmar(team: Team, role: Role | undefined, partnerGroups: string[] = []): Promise<void> {
  const { workspaceId } = team;
  await team.db.transaction(async (tx) => {
    const { id: programmeId } = await tx.programme.findUniqueOrThrow({ where: { workspaceId } });
    await tx.roleGrant.deleteMany({ where: { workspaceId, principalId: OMAR } });
    if (role) await tx.roleGrant.create({ data: { workspaceId, programmeId, role, principalId: OMAR, partnerGroups } });
  });
}

/** All that anybody could have written: events, where everything stands, and what is told to whom. */
export async function written({ db: { reads } }: Pick<Team, 'db'>) {
  const [rewards, invoices, events, questions, contacts, grants] = await Promise.all([
    reads.reward.aggregate({ _count: true, _sum: { revision: true } }),
    reads.invoice.aggregate({ _count: true, _sum: { revision: true } }),
    reads.event.count(),
    reads.question.groupBy({ by: ['answeredBy'], _count: true }),
    reads.contact.count({ where: { slackUserId: { not: null } } }),
    reads.roleGrant.count({ where: { principalId: { not: OMAR } } }),
  ]);
  return { rewards, invoices, events, questions, contacts, grants };
}

/** What this person is told because of what they do, beside the message or in a modal, which is then closed. */
export async function answerTo(
  { slack }: Pick<Team, 'slack'>,
  userId: string,
  attempt: () => Promise<unknown>,
): Promise<string> {
  const person = slack.as(userId);
  const before = { said: person.ephemerals().length, modal: person.modal()?.id };
  await attempt();
  const text = await eventually(() => {
    const modal = person.modal();
    if (modal && modal.id !== before.modal) return modal.visibleText();
    return person.ephemerals()[before.said]?.visibleText();
  });
  await person.modal()?.close(true);
  return text;
}

/** He is told this, and nothing is written. */
export async function refusesOmar(team: Team, attempt: () => Promise<unknown>, told: string): Promise<void> {
  const before = await written(team);
  expect(await answerTo(team, OMAR, attempt)).toContain(told);
  expect(await written(team)).toEqual(before);
}

/** Sends Omar's last click again, changed. */
async function resendClick({ slack }: Pick<Team, 'slack'>, change: (request: Json) => void): Promise<void> {
  const entry = slack.traffic.findLast((it) => it.what === 'block_actions' && it.direction === 'to_bot');
  if (!entry || !isObject(entry.request)) throw new Error('no click so far');
  const request = structuredClone(entry.request);
  change(request);
  request.response_url = slack.world.newResponseUrl({ userId: OMAR, channelId: REVIEW });
  await slack.redeliver({ ...entry, request });
}

/** A click with a value that no button offered. */
export function forgeClick(team: Pick<Team, 'slack'>, actionId: string, value: string, type = 'button'): Promise<void> {
  const clicked = { type, action_id: actionId, block_id: 'b', action_ts: '1', value };
  return resendClick(team, (request) => {
    request.actions = [{ ...clicked, selected_option: { value, text: {} } }];
  });
}

/** A choice in a form whose fields and memory hold values that it never offered. */
export function forgeChoice(
  team: Pick<Team, 'slack'>,
  forged: { readonly chosen?: Readonly<Record<string, string>>; readonly memory?: Json },
): Promise<void> {
  return resendClick(team, ({ view }) => {
    if (!isObject(view) || !isObject(view.state) || !isObject(view.state.values)) throw new Error('no form so far');
    for (const [field, value] of Object.entries(forged.chosen ?? {}))
      view.state.values[field] = { [field]: { type: 'external_select', selected_option: { value, text: {} } } };
    if (forged.memory) view.private_metadata = JSON.stringify(forged.memory);
  });
}

/** What a type-ahead answers for a form whose memory holds these values. */
export async function forgeSuggestion(
  { slack }: Pick<Team, 'slack'>,
  actionId: string,
  memory: Json = {},
): Promise<unknown> {
  const entry = slack.traffic.findLast((it) => it.what === 'block_suggestion' && it.direction === 'to_bot');
  if (!entry || !isObject(entry.request) || !isObject(entry.request.view)) throw new Error('no suggestion so far');
  const request = structuredClone(entry.request);
  const view = { ...entry.request.view, private_metadata: JSON.stringify(memory) };
  const { body } = await slack.redeliver({ ...entry, request: { ...request, view, action_id: actionId, value: '' } });
  return body;
}
