import type { Reads, Tx } from '../db/client.js';
import { enqueue, enqueueWaitingCards } from '../db/enqueue.js';
import { appendProgrammeEvent } from '../db/events.js';
import { closeTrouble } from '../db/messages.js';
import { countOpenRewards, findGrantsInOrder, lockProgramme } from '../db/settings.js';
import { getProgramme, type Programme } from '../db/workspaces.js';
import { Refusal } from '../domain/errors.js';
import { isSettingName, SETTING_NAMES, type SettingName } from '../domain/settings.js';
import type { Deps } from './deps.js';
import { settingPlaces } from './setting-places.js';

/** A setting and its value, as the text that would set it. */
export interface SettingText {
  readonly name: SettingName;
  readonly value: string;
}

export interface SettingOrder {
  readonly workspaceId: string;
  readonly name: string;
  readonly value: string;
  readonly actor: string;
}

/** `from` and `to` are equal where nothing changed. */
export interface SettingChange {
  readonly name: SettingName;
  readonly from: string;
  readonly to: string;
}

/** What decides on which invoice a card says that its reward goes, and when that closes. */
const SHOWN_ON_CARDS: readonly SettingName[] = ['unreviewed', 'time-zone'];

const CHANNELS: readonly SettingName[] = ['review-channel', 'finance-channel'];

/** Every setting of a workspace, in the order people know them. */
export async function readSettings(db: Reads, workspaceId: string): Promise<SettingText[]> {
  const programme = await getProgramme(db, workspaceId);
  const grants = await findGrantsInOrder(db, workspaceId);
  return SETTING_NAMES.map((name) => ({ name, value: settingPlaces[name].show({ programme, grants }) }));
}

/**
 * Changes one setting, with its event, in one transaction; no event where the value is what it was. Refuses with
 * `setting_unknown`, `setting_invalid`, and `currency_in_use` for a currency in which rewards are still owed.
 */
export async function changeSetting({ db, clock }: Deps, order: SettingOrder): Promise<SettingChange> {
  const { workspaceId, name, value } = order;
  if (!isSettingName(name)) throw new Refusal('setting_unknown', { name, known: SETTING_NAMES });
  const place = settingPlaces[name];
  return db.transaction(async (tx) => {
    const programme = await lockProgramme(tx, workspaceId);
    const from = place.show({ programme, grants: await findGrantsInOrder(tx, workspaceId) });
    await place.write(tx, programme, value);
    const changed = await getProgramme(tx, workspaceId);
    const to = place.show({ programme: changed, grants: await findGrantsInOrder(tx, workspaceId) });
    if (from === to) return { name, from, to };

    await keepCurrenciesInUse(tx, programme, changed);
    await appendProgrammeEvent(
      tx,
      { workspaceId, programmeId: programme.id },
      { kind: 'setting_changed', actor: order.actor, at: clock.now(), facts: { setting: name, from, to } },
    );
    if (CHANNELS.includes(name)) await forgetTrouble(tx, programme, changed);
    if (place.isRole) await enqueue(tx, { name: 'refresh-user-groups', payload: {} });
    if (SHOWN_ON_CARDS.includes(name)) await enqueueWaitingCards(tx, { workspaceId, programmeId: programme.id });
    return { name, from, to };
  });
}

async function keepCurrenciesInUse(tx: Tx, before: Programme, after: Programme): Promise<void> {
  for (const currency of before.currencies) {
    if (after.currencies.includes(currency)) continue;
    const rewards = await countOpenRewards(tx, before, currency);
    if (rewards > 0) throw new Refusal('currency_in_use', { currency, rewards });
  }
}

/** A channel that is given up, or chosen, starts anew: whenever it refuses the bot after that, the admins are told. */
async function forgetTrouble(tx: Tx, before: Programme, after: Programme): Promise<void> {
  const used = [before, after].map(({ reviewChannel, financeChannel }) => new Set([reviewChannel, financeChannel]));
  for (const channel of new Set(used.flatMap((channels) => [...channels])))
    if (channel && !used.every((channels) => channels.has(channel))) await closeTrouble(tx, after.workspaceId, channel);
}
