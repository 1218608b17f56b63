import { eventually, type Modal } from '../../sandbox/start-sandbox.js';
import { ANA, type Team } from './team.js';

export const ACME = 'Acme Growth GmbH · acme-growth';

/** Types `/reward …` and waits for the form. */
export async function openForm(team: Pick<Team, 'slack'>, text = '', userId = ANA): Promise<Modal> {
  const person = team.slack.as(userId);
  const before = person.modal()?.id;
  await person.types('/reward', text);
  return eventually(() => {
    const now = person.modal();
    return now?.id !== before && now;
  });
}

export interface FilledIn {
  readonly partner?: string;
  readonly description?: string;
  readonly amount?: string;
  readonly by?: string;
}

/** The form, with a partner chosen and everything required filled in. */
export async function fillForm(team: Pick<Team, 'slack'>, filled: FilledIn = {}): Promise<Modal> {
  const { partner = ACME, description = 'Webinar in November', amount = '250', by = ANA } = filled;
  const form = await openForm(team, '', by);
  await choosePartner(form, partner);
  await form.fill({ 'Reward description': description, 'Reward amount': amount });
  return form;
}

/** Chooses a partner and waits until the form has said what follows from it. */
export async function choosePartner(form: Modal, partner: string): Promise<void> {
  await form.select('Partner', partner, partner.split(' · ').at(-1) ?? '');
  const chosen = form.value('Partner');
  await eventually(() => chosen === partner && /\S pending/.test(form.visibleText()));
}
