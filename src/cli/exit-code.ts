/** What the shell is told. */
export const EXIT = { done: 0, failed: 1, usage: 2, rowsSkipped: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something the person at the terminal can put right; the message is a sentence for them. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  constructor(
    sentence: string,
    readonly exitCode: ExitCode = EXIT.failed,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}
