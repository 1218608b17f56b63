import { describe, expect, test } from '@jest/globals';
import { isUnreachable, pickContact, reachOf } from '../../src/domain/reach.js';
import { UNREACHABLE } from '../../src/domain/shown.js';

const lena = { slackUserId: 'U0LENA', unreachable: null };
const gone = { slackUserId: 'U0GONE', unreachable: 'deactivated' };
const byMail = { slackUserId: null, unreachable: null };

describe('who at a partner is told', () => {
  test('is the first contact that can be reached, else the first there is', () => {
    expect(pickContact([lena, { ...lena, slackUserId: 'U0OTHER' }])).toBe(lena);
    expect(pickContact([gone, byMail, lena])).toBe(lena);
    expect(pickContact([byMail, gone])).toBe(byMail);
    expect(pickContact([])).toBeUndefined();
  });

  test('and where nobody can be, why', () => {
    expect(reachOf([gone, lena])).toEqual({ reachable: true, slackUserId: 'U0LENA' });
    expect(reachOf([])).toEqual({ reachable: false, why: 'no_contact' });
    expect(reachOf([byMail, gone])).toEqual({ reachable: false, why: 'no_slack_user' });
    expect(reachOf([gone])).toEqual({ reachable: false, why: 'deactivated' });
  });

  test('and where only an e-mail is known, that Slack is asked; once it said no, why', () => {
    const email = 'lena@acme.example';
    expect(reachOf([{ ...byMail, email }])).toEqual({ reachable: false, why: 'no_slack_user', byEmail: true });
    expect(reachOf([{ ...byMail, email, unreachable: 'no_slack_user' }])).toEqual({
      reachable: false,
      why: 'no_slack_user',
    });
    expect(reachOf([{ ...gone, email }])).toEqual({ reachable: false, why: 'deactivated' });
  });

  test('a limit or an unclear answer makes nobody unreachable', () => {
    expect(UNREACHABLE.every(isUnreachable)).toBe(true);
    for (const problem of ['rate_limited', 'msg_too_long', '', null]) expect(isUnreachable(problem)).toBe(false);
  });
});
