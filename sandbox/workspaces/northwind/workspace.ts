import { CAST } from '../../cast.js';
import type { SandboxWorkspace } from '../workspace.js';
import { story } from './story.js';

/** The workspace that `npm start` opens: the cast, and people and channels of every awkward kind around it. */
export const northwind: SandboxWorkspace = {
  key: 'northwind',
  team: { id: 'T0NORTHWIND', name: 'Northwind', domain: 'northwind' },
  about: 'One currency, 40 partners',
  users: [
    ...CAST.users,
    {
      id: 'U0YUSUF',
      name: 'yusuf',
      realName: 'Yusuf Yıldız',
      title: 'Contact of Yıldız Ajans, in their own Slack',
      email: 'yusuf@yildiz.example',
      teamId: 'T0YILDIZ',
    },
    {
      id: 'U0PRIYA',
      name: 'priya',
      realName: 'Priya Nair',
      title: 'Of another company, no shared channel',
      teamId: 'T0ELSEWHERE',
      isPlayable: false,
    },
    {
      id: 'U0IVAN',
      name: 'ivan',
      realName: 'Ivan Petrov',
      title: 'Left the company',
      email: 'ivan@northwind.example',
      deleted: true,
      isPlayable: false,
    },
  ],
  channels: [
    ...CAST.channels,
    { id: 'C0SALES', name: 'sales', members: ['U0ANA', 'U0DANA', 'U0OMAR'] },
    { id: 'C0YILDIZ', name: 'ext-yildiz-northwind', isExtShared: true, members: ['U0ANA', 'U0YUSUF', 'BOT'] },
  ],
  userGroups: CAST.userGroups,
  settings: {
    REVIEW_CHANNEL: CAST.reviewChannel,
    FINANCE_CHANNEL: CAST.financeChannel,
    ADMIN_USERS: 'U0DANA',
    MANAGER_USERS: 'U0ANA',
    APPROVER_USERS: 'U0BO,U0CY',
    FINANCE_USERS: 'U0CLEO',
    CURRENCY: 'USD',
    UNREVIEWED: 'new_and_approved',
    TIME_ZONE: 'Europe/Berlin',
  },
  story,
};
