import { fileURLToPath } from 'node:url';
import { runCommandLine } from './cli/run-command-line.js';
import { systemClock } from './clock.js';
import { loadEnvFile } from './config.js';

// `rewards … | head` closes our output early; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

loadEnvFile(fileURLToPath(new URL('../.env', import.meta.url)));
process.exitCode = await runCommandLine({
  words: process.argv.slice(2),
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  clock: systemClock,
});
