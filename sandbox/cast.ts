import type { SandboxChannel, SandboxUser, SandboxUserGroup } from './world/types.js';

/** The people of the sandbox that `npm start` opens. Ids are stable: the bot's settings name them. */
export const CAST = {
  users: [
    { id: 'U0ANA', name: 'ana', realName: 'Ana Silva', email: 'ana@northwind.example', tz: 'Europe/Berlin' },
    { id: 'U0BO', name: 'bo', realName: 'Bo Lindqvist', email: 'bo@northwind.example', tz: 'Europe/Stockholm' },
    { id: 'U0CLEO', name: 'cleo', realName: 'Cleo Marchand', email: 'cleo@northwind.example', tz: 'Europe/Paris' },
    { id: 'U0DANA', name: 'dana', realName: 'Dana Okafor', email: 'dana@northwind.example', tz: 'Europe/London' },
    { id: 'U0LENA', name: 'lena', realName: 'Lena Vogt (Acme)', email: 'lena@acme.example', isRestricted: true },
    { id: 'U0OMAR', name: 'omar', realName: 'Omar Haddad', email: 'omar@northwind.example', tz: 'Europe/Berlin' },
  ] satisfies SandboxUser[],
  channels: [
    { id: 'C0GENERAL', name: 'general', members: ['U0ANA', 'U0BO', 'U0CLEO', 'U0DANA', 'U0OMAR', 'BOT'] },
    { id: 'C0REVIEW', name: 'reward-review', isPrivate: true, members: ['U0ANA', 'U0BO', 'U0DANA', 'BOT'] },
    { id: 'C0FINANCE', name: 'partner-finance', isPrivate: true, members: ['U0CLEO', 'U0DANA', 'BOT'] },
  ] satisfies SandboxChannel[],
  userGroups: [
    { id: 'S0MANAGERS', handle: 'partner-managers', users: ['U0ANA'] },
    { id: 'S0APPROVERS', handle: 'reward-approvers', users: ['U0BO'] },
    { id: 'S0FINANCE', handle: 'finance', users: ['U0CLEO'] },
  ] satisfies SandboxUserGroup[],
  /** Who is what, for the start script to tell the bot. */
  roles: {
    manager: 'U0ANA',
    approver: 'U0BO',
    finance: 'U0CLEO',
    admin: 'U0DANA',
    contact: 'U0LENA',
    outsider: 'U0OMAR',
  },
  reviewChannel: 'C0REVIEW',
  financeChannel: 'C0FINANCE',
};
