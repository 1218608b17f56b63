import { Refusal } from '../domain/errors.js';
import type { Denied, Verdict } from '../domain/policy.js';

/** Lets the allowed pass and refuses the others in words. Returns whether four eyes stood aside. */
export function requireAllowed(verdict: Verdict): { readonly alone: boolean } {
  if (verdict.allowed) return { alone: verdict.alone };
  throw refusalOf(verdict.denied);
}

function refusalOf(denied: Denied): Refusal {
  switch (denied.code) {
    case 'not_allowed':
      return new Refusal('not_allowed', { needs: denied.needs, staleGroups: denied.staleGroups });
    case 'not_yours_to_withdraw':
      return new Refusal('not_yours_to_withdraw', { staleGroups: denied.staleGroups });
    case 'partner_group_not_yours':
      return new Refusal('partner_group_not_yours', { groups: denied.groups });
    case 'not_yours_to_edit':
      return new Refusal('not_yours_to_edit', { staleGroups: denied.staleGroups });
    case 'approved_before':
      return new Refusal('approved_before', {});
    case 'own_reward':
      return new Refusal('own_reward', { because: denied.because });
    case 'reason_needed':
      return new Refusal('reason_needed', {});
  }
}
