// Redriving: the set is frozen and counted by the hub before anybody confirms, and runs there as a job.
import { html } from './html.js';
import { t } from './i18n.js';
import { dateTime, number } from './format.js';
import { open } from './dialog.js';
import { failing } from './states.js';
import { Problem } from './api.js';

const RATES = ['1', '5', '20', '100'];

const shown = (preview) => html`
  <p><strong>${t('redrive.set', { n: preview.count })}</strong></p>
  ${preview.oldest ? html`<p>${t('redrive.span', { oldest: dateTime(preview.oldest), newest: dateTime(preview.newest) })}</p>` : ''}
  <p>${t('redrive.body')}</p>`;

const refused = (problem) => open(({ close }) => html`${failing(problem)}
  <div class="buttons"><button type="button" autofocus @click=${() => close()}>${t('act.close')}</button></div>`, { label: t('problem.title') });

/**
 * Asks the hub what would be redriven, shows it, and starts the job once its count was typed.
 *
 * @param select `{copies: [...]}` or `{cause, agency, from, until}`; never empty
 */
export async function redrive(ctx, queue, select) {
  let preview;
  try {
    preview = await ctx.api.post('/v1/ops/redrives/preview', { queue, select });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return refused(problem);
  }
  const result = await ctx.act({
    title: t('redrive.title', { queue }),
    body: shown(preview),
    typed: { label: t('redrive.typed', { count: number(preview.count) }), expect: preview.count },
    fields: [{ name: 'rate', label: t('redrive.rate'), type: 'select', value: '20', options: RATES.map((r) => [r, t('redrive.per-second', { n: Number(r) })]) }],
    confirm: t('redrive.confirm', { n: preview.count }),
    run: ({ rate, reason, key }) => ctx.api.post('/v1/ops/redrives', { set: preview.set, count: preview.count, ratePerSecond: Number(rate), reason, key }),
  });
  if (result?.done) ctx.goTo(ctx.address('redrives', [result.answer.redrive]));
  return result;
}
