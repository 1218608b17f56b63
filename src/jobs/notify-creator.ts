import { getBulkNotice, getCreatorPaymentNotice, getDecisionNotice } from '../services/get-creator-notice.js';
import { messageKeys } from '../services/message-keys.js';
import { owe } from '../services/owe.js';
import { buildBulkNotice, buildCreatorPaymentNotice, buildDecisionNotice } from '../views/creator-decision-notice.js';
import type { JobHandler } from './context.js';
import { readerOf } from './reader-of.js';
import { tellPerson } from './tell-person.js';

// Messages to the creator about decisions of others, one each, however often a job runs.

export const notifyCreatorOfDecision: JobHandler<'notify-creator-of-decision'> = async (payload, context) => {
  const { workspaceId, rewardId, revision } = payload;
  const notice = await getDecisionNotice(context, payload);
  if (!notice) return;
  const { createdBy } = notice.card;
  await tellPerson(context, {
    workspaceId,
    rewardId,
    key: messageKeys.decision(rewardId, revision),
    channel: createdBy,
    content: buildDecisionNotice(notice, await readerOf(context, workspaceId, createdBy)),
  });
  // The card may have been posted between the reading and the message, too early to owe this again.
  if (!notice.link && (await getDecisionNotice(context, payload))?.link)
    await owe(context, { name: 'notify-creator-of-decision', payload });
};

/** A decision that follows after the message was sent is added to it. */
export const notifyCreatorOfBulk: JobHandler<'notify-creator-of-bulk'> = async (payload, context) => {
  const { workspaceId, bulkId, createdBy } = payload;
  const notice = await getBulkNotice(context, payload);
  if (!notice) return;
  await tellPerson(context, {
    workspaceId,
    key: messageKeys.bulk(bulkId, createdBy),
    channel: createdBy,
    content: buildBulkNotice(notice, await readerOf(context, workspaceId, createdBy)),
  });
};

export const notifyCreatorOfPayment: JobHandler<'notify-creator-of-payment'> = async (payload, context) => {
  const { workspaceId, invoiceId, createdBy } = payload;
  const notice = await getCreatorPaymentNotice(context, payload);
  if (!notice) return;
  await tellPerson(context, {
    workspaceId,
    invoiceId,
    key: messageKeys.creatorPayment(invoiceId, createdBy),
    channel: createdBy,
    content: buildCreatorPaymentNotice(notice, await readerOf(context, workspaceId, createdBy)),
  });
};
