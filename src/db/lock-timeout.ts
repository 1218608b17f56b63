/** A statement waited for what another transaction holds longer than it may. Nothing of its transaction is left. */
export class LockTimeout extends Error {
  override readonly name = 'LockTimeout';
  constructor(
    /** Whose row it is. */
    readonly workspaceId: string,
    cause: unknown,
  ) {
    super('a lock was not given in time', { cause });
  }
}

const LOCK_NOT_AVAILABLE = /55P03|due to lock timeout/;

export function isLockTimeout(error: unknown): boolean {
  if (error instanceof LockTimeout) return true;
  if (!(error instanceof Error)) return false;
  const meta = 'meta' in error ? JSON.stringify(error.meta) : '';
  return LOCK_NOT_AVAILABLE.test(`${error.message} ${meta}`);
}

/**
 * Runs a statement that may wait for a row of this workspace.
 * @throws LockTimeout
 */
export async function waitingInWorkspace<Result>(workspaceId: string, statement: PromiseLike<Result>): Promise<Result> {
  try {
    return await statement;
  } catch (error) {
    throw isLockTimeout(error) ? new LockTimeout(workspaceId, error) : error;
  }
}
