import type { SandboxWorkspace } from '../workspace.js';
import { story } from './story.js';

/** A second company, with three currencies and a month that ends early in the day. */
export const southwind: SandboxWorkspace = {
  key: 'southwind',
  team: { id: 'T0SOUTHWIND', name: 'Southwind', domain: 'southwind' },
  about: 'Three currencies, in Tokyo',
  users: [
    { id: 'U0KEN', name: 'ken', realName: 'Ken Tanaka', title: 'Partnership manager', tz: 'Asia/Tokyo' },
    { id: 'U0AROHA', name: 'aroha', realName: 'Aroha Ngata', title: 'Approver', tz: 'Pacific/Auckland' },
    { id: 'U0RUI', name: 'rui', realName: 'Rui Costa', title: 'Finance and admin', tz: 'Europe/Lisbon' },
    {
      id: 'U0MEI',
      name: 'mei',
      realName: 'Mei Sato (Sakura)',
      title: 'Contact of the partner 桜パートナーズ',
      email: 'mei@sakura.example',
      isRestricted: true,
    },
  ],
  channels: [
    { id: 'C0LOBBY', name: 'lobby', members: ['U0KEN', 'U0AROHA', 'U0RUI', 'BOT'] },
    { id: 'C0REWARDS', name: 'rewards', isPrivate: true, members: ['U0KEN', 'U0AROHA', 'U0RUI', 'BOT'] },
    { id: 'C0MONEY', name: 'money', isPrivate: true, members: ['U0RUI', 'BOT'] },
  ],
  userGroups: [],
  settings: {
    REVIEW_CHANNEL: 'C0REWARDS',
    FINANCE_CHANNEL: 'C0MONEY',
    ADMIN_USERS: 'U0RUI',
    MANAGER_USERS: 'U0KEN',
    APPROVER_USERS: 'U0AROHA',
    FINANCE_USERS: 'U0RUI',
    CURRENCY: 'EUR,GBP,JPY',
    UNREVIEWED: 'new_and_approved',
    TIME_ZONE: 'Asia/Tokyo',
  },
  story,
};
