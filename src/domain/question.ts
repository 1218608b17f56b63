import type { PartnerView } from './partner-view.js';

/** How many questions about one reward a person may have waiting for an answer. */
export const MOST_OPEN_QUESTIONS = 5;

/** What the form for a question shows: an allow-list, for the asker is a partner's contact. */
export interface AskSheet {
  readonly rewardId: string;
  readonly view: PartnerView;
  readonly programme: string;
  /** The asker's own partner, where they are a contact of several. */
  readonly partner?: string | undefined;
}

/** What the asker is told: an allow-list too. Who answered is not their business (SPEC 5). */
export interface AnswerNotice extends Pick<AskSheet, 'programme' | 'partner'> {
  /** `R-1042` */
  readonly reward: string;
  readonly question: string;
  readonly answer: string;
  /** The reward as they may see it. None: it is another partner's by now. */
  readonly sheet?: AskSheet | undefined;
}

/** How the answer reached the asker. `left`: they are no contact any more of the partner they asked for, so it is not told to them. */
export type AnswerDelivery = 'waiting' | 'told' | 'unknown' | 'left' | 'unreachable';

/** A question as the team sees it, in the thread of the reward's card. */
export interface ShownQuestion {
  readonly id: string;
  readonly rewardNumber: number;
  readonly partnerName: string;
  readonly rewardCreatedBy: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly text: string;
  readonly answer?:
    | { readonly by: string; readonly at: Date; readonly text: string; readonly delivery: AnswerDelivery }
    | undefined;
}
