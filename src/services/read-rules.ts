import { getProgramme } from '../db/workspaces.js';
import { type LocalDate, localDateOf } from '../domain/period.js';
import type { ProgrammeRules } from '../domain/shown.js';
import type { Deps } from './deps.js';

/** The rules that a reward's form is read by. */
export async function readRules({ db }: Pick<Deps, 'db'>, workspaceId: string): Promise<ProgrammeRules> {
  const { currencies, rewardCap } = await getProgramme(db.reads, workspaceId);
  return { currencies, rewardCap };
}

/** The day it is where the programme is. */
export async function readToday({ db, clock }: Deps, workspaceId: string): Promise<LocalDate> {
  const { timeZone } = await getProgramme(db.reads, workspaceId);
  return localDateOf(clock.now(), timeZone);
}
