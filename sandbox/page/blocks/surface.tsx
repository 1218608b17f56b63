import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Json } from '../../json.js';
import { ConfirmDialog } from './confirm-dialog.js';
import type { Entries } from './entries.js';

/** What the blocks of one view or message stand on. */
export interface Surface {
  entries: Entries;
  /** Under fields, by block_id. */
  errors: Record<string, string>;
  /** The Enter key in a single line: a form is submitted by it. */
  submit?: () => void;
  /** Asks a `confirm` object's question, if there is one. */
  confirm(question: unknown): Promise<boolean>;
}

const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('This block stands on nothing.');
  return surface;
}

export type SurfaceProps = Omit<Surface, 'confirm'> & { children: ReactNode };

export function SurfaceOf({ entries, errors, submit, children }: SurfaceProps) {
  const [asked, setAsked] = useState<{ question: Json; answer(agreed: boolean): void }>();
  const confirm = useMemo(
    () => (question: unknown) =>
      isQuestion(question)
        ? new Promise<boolean>((resolve) => {
            const answer = (agreed: boolean) => {
              setAsked(undefined);
              resolve(agreed);
            };
            setAsked({ question, answer });
          })
        : Promise.resolve(true),
    [],
  );
  return (
    <SurfaceContext value={{ entries, errors, confirm, ...(submit ? { submit } : {}) }}>
      {children}
      {asked && <ConfirmDialog question={asked.question} onAnswer={asked.answer} />}
    </SurfaceContext>
  );
}

function isQuestion(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
