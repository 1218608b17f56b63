/** The database inside DATA_DIR cannot be used; the message is a sentence for the person who runs the bot. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}

const FILE_ERRORS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOSPC', 'EDQUOT', 'EEXIST']);

/** @returns the error itself if it already is a sentence, otherwise one that names DATA_DIR and the way out. */
export function explainFailure(error: unknown, dataDir: string): Error {
  if (error instanceof EmbeddedDatabaseError) return error;
  const reason = String(error).replace(/^Error: /, '');
  if (!FILE_ERRORS.has(errorCode(error))) {
    return new EmbeddedDatabaseError(`The database in DATA_DIR ${dataDir} cannot be used: ${reason}`, { cause: error });
  }
  const user = process.getuid === undefined ? 'this user' : `user id ${process.getuid()}`;
  return new EmbeddedDatabaseError(
    `DATA_DIR ${dataDir} cannot be used by ${user} (${reason}). ` +
      'Set DATA_DIR to a folder this user may write to, start as the user it belongs to, or set DATABASE_URL.',
    { cause: error },
  );
}

/** @returns the code of a Node or Postgres error ('ENOENT', '3D000'), or '' if it has none. */
export function errorCode(error: unknown): string {
  // Not `instanceof Error`: under Jest, Node's own errors come from another realm.
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
