import { foldText } from '../../src/domain/search-text.js';
import { LENA, type Team } from './team.js';

export interface GivenPartner {
  readonly key: string;
  readonly name?: string;
  readonly group?: string;
  readonly email?: string;
  readonly slackUserId?: string;
}

/** A partner as an import would have left it. Returns its id. */
export async function givenPartner(team: Pick<Team, 'db' | 'workspaceId'>, partner: GivenPartner): Promise<string> {
  const { key, name = key, group, email, slackUserId } = partner;
  const programme = await team.db.reads.programme.findUniqueOrThrow({ where: { workspaceId: team.workspaceId } });
  const scope = { workspaceId: team.workspaceId, programmeId: programme.id };
  return team.db.transaction(async (tx) => {
    const searchText = foldText([name, key, email ?? ''].join(' '));
    const row = await tx.partner.create({
      data: { ...scope, partnerKey: key, name, group: group ?? null, searchText },
    });
    if (email ?? slackUserId) {
      await tx.contact.create({
        data: {
          workspaceId: team.workspaceId,
          partnerId: row.id,
          email: email ?? null,
          slackUserId: slackUserId ?? null,
        },
      });
    }
    return row.id;
  });
}

export interface GivenCustomer {
  readonly partnerId: string;
  readonly name: string;
  readonly key?: string;
  readonly email?: string;
}

export async function givenCustomer(
  team: Pick<Team, 'db' | 'workspaceId'>,
  { partnerId, name, key, email }: GivenCustomer,
): Promise<string> {
  const programme = await team.db.reads.programme.findUniqueOrThrow({ where: { workspaceId: team.workspaceId } });
  return team.db.transaction(async (tx) => {
    const row = await tx.customer.create({
      data: {
        workspaceId: team.workspaceId,
        programmeId: programme.id,
        partnerId,
        name,
        customerKey: key ?? null,
        email: email ?? null,
        searchText: foldText([name, key ?? '', email ?? ''].join(' ')),
      },
    });
    return row.id;
  });
}

/** Acme Growth, whose contact is Lena, with its customer Initech. */
export async function givenAcme(
  team: Pick<Team, 'db' | 'workspaceId'>,
): Promise<{ readonly acme: string; readonly initech: string }> {
  const acme = await givenPartner(team, {
    key: 'acme-growth',
    name: 'Acme Growth GmbH',
    group: 'Gold',
    email: 'lena@acme.example',
    slackUserId: LENA,
  });
  const initech = await givenCustomer(team, { partnerId: acme, name: 'Initech', key: 'cus-889' });
  return { acme, initech };
}
