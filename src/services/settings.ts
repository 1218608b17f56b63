import type { Reads, Tx } from '../db/client.js';
import { enqueue } from '../db/enqueue.js';
import { appendSettingsEvent } from '../db/events.js';
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
    await appendSettingsEvent(
      tx,
      { workspaceId, programmeId: programme.id },
      { kind: 'setting_changed', actor: order.actor, at: clock.now(), facts: { setting: name, from, to } },
    );
    if (place.isRole) await enqueue(tx, { name: 'refresh-user-groups', payload: {} });
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
