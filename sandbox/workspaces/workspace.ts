import type { SandboxChannel, SandboxUser, SandboxUserGroup, Team } from '../world/types.js';
import type { Story } from './story.js';

/** One company's Slack, its programme, and what happened there before anybody looks. */
export interface SandboxWorkspace {
  /** Also the name of its folder here, and of the one its data is kept in. */
  key: string;
  team: Team;
  /** What is to be seen here and not next door. */
  about: string;
  users: SandboxUser[];
  channels: SandboxChannel[];
  userGroups: SandboxUserGroup[];
  /** What the bot's environment says at its first start. */
  settings: {
    REVIEW_CHANNEL: string;
    FINANCE_CHANNEL: string;
    ADMIN_USERS: string;
    MANAGER_USERS: string;
    APPROVER_USERS: string;
    FINANCE_USERS: string;
    CURRENCY: string;
    TIME_ZONE: string;
    UNREVIEWED: string;
  };
  story: Story;
}
