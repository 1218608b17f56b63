/** The database and this build do not fit together; the message is a sentence for the operator. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}
