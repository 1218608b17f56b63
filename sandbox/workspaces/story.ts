/** What people did before anybody looks, in the order it is read: they do it again, in Slack, whenever it is told. */
export interface Story {
  readonly reviewChannel: string;
  readonly financeChannel: string;
  readonly manager: string;
  readonly approver: string;
  readonly finance: string;
  /** How many invoices each month makes. */
  readonly currencies: number;
  readonly rewards: readonly StoryReward[];
}

/** A day of the story, counted from its present: so many months ago, and the day of that month. */
export type StoryDay = readonly [monthsAgo: number, day: number];

export interface StoryReward {
  readonly on: StoryDay;
  /** The partner's key. */
  readonly partner: string;
  /** As it is typed. */
  readonly amount: string;
  readonly description: string;
  readonly customer?: string;
  readonly note?: string;
  readonly deeds?: readonly Deed[];
}

/** What somebody did with the reward's card. The approver does it, where nobody is named. */
export type Deed = { readonly on: StoryDay; readonly by?: string } & (
  | { readonly do: 'approve' | 'release' | 'withdraw' }
  | { readonly do: 'decline'; readonly reason: string; readonly words: string }
  | { readonly do: 'hold'; readonly reason: string }
  | { readonly do: 'payElsewhere'; readonly how: string }
);
