import type { Reads, Tx } from './client.js';
import type { Programme, Workspace } from './generated/client.js';

export type { Programme, Workspace };

export function findWorkspaces(db: Reads): Promise<Workspace[]> {
  return db.workspace.findMany({ orderBy: { id: 'asc' } });
}

export function getWorkspace(db: Reads, workspaceId: string): Promise<Workspace> {
  return db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
}

/** A workspace has one programme, made with it. Throws where the bot was never started in the workspace. */
export function getProgramme(db: Reads, workspaceId: string): Promise<Programme> {
  return db.programme.findUniqueOrThrow({ where: { workspaceId } });
}

export function findProgramme(db: Reads, workspaceId: string): Promise<Programme | null> {
  return db.programme.findUnique({ where: { workspaceId } });
}

export function findProgrammes(db: Reads): Promise<Programme[]> {
  return db.programme.findMany({ orderBy: { createdAt: 'asc' } });
}

/** Remembers the team, or what changed about it: its name, its address, the bot's user. */
export async function saveWorkspace(
  tx: Tx,
  workspace: { readonly id: string; readonly name: string; readonly url: string; readonly botUserId: string },
): Promise<void> {
  await tx.workspace.upsert({ where: { id: workspace.id }, create: workspace, update: workspace });
}

export type NewProgramme = Pick<
  Programme,
  'workspaceId' | 'name' | 'currencies' | 'timeZone' | 'reviewChannel' | 'financeChannel' | 'unreviewedPolicy'
>;

export function insertProgramme(tx: Tx, programme: NewProgramme): Promise<Programme> {
  return tx.programme.create({ data: programme });
}

export type ProgrammeChange = Partial<Omit<Programme, 'id' | 'workspaceId' | 'createdAt'>>;

export function updateProgramme(tx: Tx, workspaceId: string, change: ProgrammeChange): Promise<Programme> {
  return tx.programme.update({ where: { workspaceId }, data: change });
}
