import { runProcess } from './process.js';

await runProcess({ clock: { now: () => new Date() } });
