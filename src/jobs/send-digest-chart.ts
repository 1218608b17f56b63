import { writeSharedCharts } from '../domain/shared-chart.js';
import { messageKeys } from '../services/message-keys.js';
import { noteMessage, readMessage } from '../services/message-ledger.js';
import { readDigest } from '../services/read-digest.js';
import { readMonths } from '../services/read-months.js';
import { isFileRefusal, readCallFailure, refusalCode } from '../slack/errors.js';
import { type FileToUpload, shareFiles, type UploadedFile, uploadFile } from '../slack/upload-files.js';
import { monthsChartAlt } from '../views/months-chart-alt.js';
import { buildMonthsChartComment, buildMonthsChartWords } from '../views/months-chart-words.js';
import type { JobContext, JobHandler } from './context.js';

/** What Slack takes as a picture's description: docs.slack.dev/reference/methods/files.getUploadURLExternal */
const ALT_LENGTH = 1_000;

/**
 * Puts the picture of the months in the digest's thread, one for each currency. It says nothing that is not said elsewhere:
 * where Slack takes no files it is left out, and after an unclear answer it is not sent again. Its files are
 * kept with it: App Home shows the last.
 */
export const sendDigestChart: JobHandler<'send-digest-chart'> = async ({ workspaceId, month }, context) => {
  const digest = await readMessage(context, workspaceId, messageKeys.digest(month));
  if (digest?.state !== 'posted' || !digest.ts) return;
  const key = messageKeys.digestChart(month);
  const place = { channel: digest.channel, threadTs: digest.ts };
  const known = await readMessage(context, workspaceId, key);
  if (known && known.state !== 'failed') return;

  const drawnAt = context.clock.now().toISOString();
  const pictures = await draw(context, workspaceId, month);
  const [first, ...rest] = pictures;
  if (!first) return;
  try {
    const client = context.slackOf(workspaceId);
    const uploaded: [UploadedFile, ...UploadedFile[]] = [await uploadFile(client, first)];
    for (const picture of rest) uploaded.push(await uploadFile(client, picture));
    await context.pace(place.channel);
    const shown = writeSharedCharts(
      pictures.map(({ currency, altText }, index) => ({
        fileId: uploaded[index]?.id ?? '',
        currency,
        altText,
        drawnAt,
      })),
    );
    const note = { workspaceId, key, channel: place.channel, shown };
    await noteMessage(context, { ...note, state: 'posting' });
    await shareFiles(client, uploaded, { ...place, comment: buildMonthsChartComment() }).catch(
      async (error: unknown) => {
        // A clear no: it may be tried again.
        if (readCallFailure(error)?.kind !== 'unclear') await noteMessage(context, { ...note, state: 'failed' });
        throw error;
      },
    );
    await noteMessage(context, { ...note, state: 'posted' });
  } catch (error) {
    const code = refusalCode(error);
    if (!isFileRefusal(code)) throw error;
    context.logger.info({ code }, 'no picture in the digest: Slack takes no files');
  }
};

interface Picture extends FileToUpload {
  readonly currency: string;
  readonly altText: string;
}

async function draw(context: JobContext, workspaceId: string, month: string): Promise<Picture[]> {
  // Loaded when there is something to draw: every start of the bot would be half a second longer.
  const { renderMonthsChart } = await import('../connectors/months-chart.js');
  const pictures: Picture[] = [];
  for (const { currency } of await readDigest(context, workspaceId, month).then(currenciesOf)) {
    const months = await readMonths(context, workspaceId, currency);
    pictures.push({
      currency,
      name: `months-${currency.toLowerCase()}.png`,
      bytes: await renderMonthsChart(months, buildMonthsChartWords(months)),
      altText: monthsChartAlt(months, ALT_LENGTH),
    });
  }
  return pictures;
}

function currenciesOf(digest: Awaited<ReturnType<typeof readDigest>>): { readonly currency: string }[] {
  return (digest?.books ?? []).map(({ due }) => ({ currency: due.total.currency }));
}
