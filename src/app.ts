import { systemClock } from './clock.js';
import { runProcess } from './process.js';

await runProcess({ clock: systemClock });
