import type { SandboxChannel, SandboxUser, SandboxUserGroup } from './world/types.js';

/** The people of the first workspace, and of every test. Ids are stable: the bot's settings name them. */
export const CAST = {
  users: [
    {
      id: 'U0ANA',
      name: 'ana',
      realName: 'Ana Silva',
      title: 'Partnership manager',
      email: 'ana@northwind.example',
      tz: 'Europe/Berlin',
    },
    {
      id: 'U0BO',
      name: 'bo',
      realName: 'Bo Lindqvist',
      title: 'Approver',
      email: 'bo@northwind.example',
      tz: 'Europe/Stockholm',
    },
    {
      id: 'U0CY',
      name: 'cy',
      realName: 'Cy Berg',
      title: 'Approver',
      email: 'cy@northwind.example',
      tz: 'Europe/Berlin',
    },
    {
      id: 'U0CLEO',
      name: 'cleo',
      realName: 'Cleo Marchand',
      title: 'Finance',
      email: 'cleo@northwind.example',
      tz: 'Europe/Paris',
    },
    {
      id: 'U0DANA',
      name: 'dana',
      realName: 'Dana Okafor',
      title: 'Admin',
      email: 'dana@northwind.example',
      tz: 'Europe/London',
      isAdmin: true,
    },
    {
      id: 'U0LENA',
      name: 'lena',
      realName: 'Lena Vogt (Acme)',
      title: 'Contact of the partner Acme',
      email: 'lena@acme.example',
      isRestricted: true,
    },
    {
      id: 'U0OMAR',
      name: 'omar',
      realName: 'Omar Haddad',
      title: 'Nobody in the programme',
      email: 'omar@northwind.example',
      tz: 'Europe/Berlin',
    },
  ] satisfies SandboxUser[],
  channels: [
    { id: 'C0GENERAL', name: 'general', members: ['U0ANA', 'U0BO', 'U0CY', 'U0CLEO', 'U0DANA', 'U0OMAR', 'BOT'] },
    { id: 'C0REVIEW', name: 'reward-review', isPrivate: true, members: ['U0ANA', 'U0BO', 'U0CY', 'U0DANA', 'BOT'] },
    { id: 'C0FINANCE', name: 'partner-finance', isPrivate: true, members: ['U0CLEO', 'U0DANA', 'BOT'] },
  ] satisfies SandboxChannel[],
  userGroups: [
    { id: 'S0MANAGERS', handle: 'partner-managers', users: ['U0ANA'] },
    { id: 'S0APPROVERS', handle: 'reward-approvers', users: ['U0BO'] },
    { id: 'S0FINANCE', handle: 'finance', users: ['U0CLEO'] },
  ] satisfies SandboxUserGroup[],
  reviewChannel: 'C0REVIEW',
  financeChannel: 'C0FINANCE',
};
