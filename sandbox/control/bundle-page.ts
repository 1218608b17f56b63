import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { realNow } from '../real-clock.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface PageBundle {
  script: string;
  style: string;
}

async function build(): Promise<PageBundle & { sources: string[]; at: number }> {
  // Only who opens the page pays for it: tests and the command line do without.
  const { build: bundle } = await import('esbuild');
  const at = realNow();
  const { outputFiles, metafile } = await bundle({
    absWorkingDir: ROOT,
    entryPoints: { page: 'sandbox/page/main.tsx' },
    outdir: 'page',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    sourcemap: 'inline',
    legalComments: 'none',
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'dataurl' },
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  const sources = Object.keys(metafile.inputs).filter((path) => path.startsWith('sandbox/'));
  return { script: textOf('.js'), style: textOf('.css'), sources, at };
}

type Building = ReturnType<typeof build>;

let bundled: Building | undefined;

async function isStale(building: Building): Promise<boolean> {
  const { sources, at } = await building;
  return sources.some((path) => (statSync(ROOT + path, { throwIfNoEntry: false })?.mtimeMs ?? at) >= at);
}

/** The page's script and style, bundled once, and again after somebody worked on them. Throws what esbuild says. */
export async function bundlePage(): Promise<PageBundle> {
  const last = bundled;
  const isGood = last !== undefined && !(await isStale(last).catch(() => true));
  if (!isGood && bundled === last) bundled = build();
  return bundled ?? build();
}
