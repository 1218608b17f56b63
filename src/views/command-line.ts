/** What somebody types at the command line: the same in every language. */
export function commandLine(...typed: readonly string[]): string {
  return ['npm', 'run', 'rewards', '--', ...typed].join(' ');
}
