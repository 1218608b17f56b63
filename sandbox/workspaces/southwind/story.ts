import type { Deed, Story, StoryDay } from '../story.js';

const approved = (...on: StoryDay): Deed => ({ on, do: 'approve' });

/** What happened at Southwind: the same months, in three currencies. */
export const story: Story = {
  reviewChannel: 'C0REWARDS',
  financeChannel: 'C0MONEY',
  manager: 'U0KEN',
  approver: 'U0AROHA',
  finance: 'U0RUI',
  currencies: 3,
  rewards: [
    {
      on: [2, 4],
      partner: 'sakura-partners',
      amount: '88,000 JPY',
      description: '京都茶舗へのご紹介',
      customer: '京都茶舗',
      deeds: [approved(2, 5)],
    },
    {
      on: [2, 9],
      partner: 'thames-trade',
      amount: '1,450 GBP',
      description: 'Greenwich Instruments, first year',
      customer: 'Greenwich Instruments',
      deeds: [approved(2, 9)],
    },
    {
      on: [2, 16],
      partner: 'lisboa-labs',
      amount: '720.40 EUR',
      description: 'Campanha de outono com a Azulejo Arte',
      customer: 'Azulejo Arte',
      deeds: [approved(2, 17)],
    },
    {
      on: [1, 6],
      partner: 'osaka-online',
      amount: '96,000 JPY',
      description: '道頓堀フーズ、年間契約',
      customer: '道頓堀フーズ',
      deeds: [approved(1, 7)],
    },
    {
      on: [1, 14],
      partner: 'seine-reseau',
      amount: '510 EUR',
      description: 'Deux ateliers à la Librairie du Quai',
      customer: 'Librairie du Quai',
    },
    {
      on: [1, 20],
      partner: 'thames-trade',
      amount: '230.05 GBP',
      description: 'Renewal through Thames Trade',
      deeds: [approved(1, 21)],
    },
    { on: [0, 3], partner: 'kiwi-connect', amount: '340 EUR', description: 'Southern Alps Gear, growth plan' },
    { on: [0, 3], partner: 'sakura-partners', amount: '64,000 JPY', description: '日本橋書店の更新' },
  ],
};
