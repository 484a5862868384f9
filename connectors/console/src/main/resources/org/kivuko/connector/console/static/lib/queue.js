// What several pages say about queues.
import { html, nothing, svg } from './html.js';
import { t, word } from './i18n.js';
import { time } from './format.js';
import { badge } from './states.js';
import { address } from './places.js';

/** A small picture of 60 depths, oldest first; what it shows stands in words beside it. */
export function spark(points) {
  if (!points?.length) return nothing;
  const most = Math.max(1, ...points);
  const step = 100 / Math.max(1, points.length - 1);
  const line = points.map((p, i) => `${(i * step).toFixed(1)},${(19 - (p / most) * 18).toFixed(1)}`).join(' ');
  return html`<svg class="spark" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${svg`<polyline points=${line} fill="none" stroke="currentColor" stroke-width="1.5" vector-effect="non-scaling-stroke"></polyline>`}</svg>`;
}

/** Whether depth grows, shrinks or stays, in a word. */
export function trendWord(points) {
  if (!points?.length) return '';
  const half = Math.floor(points.length / 2);
  const mean = (list) => list.reduce((sum, p) => sum + p, 0) / Math.max(1, list.length);
  const before = mean(points.slice(0, half));
  const after = mean(points.slice(half));
  if (Math.abs(after - before) < Math.max(1, before * 0.1)) return t('queue.steady');
  return after > before ? t('queue.growing') : t('queue.shrinking');
}

/** What state a queue is in, worst first. */
export function queueState(row) {
  if (row.paused) return badge('paused', t('queue.paused'));
  if (row.closed) return badge('off', t('queue.closed'));
  // At the hub's own queues nobody ever listens.
  if (row.consumers === 0 && row.kind === 'hub') return badge('info', kindWord(row));
  if (row.consumers === 0 && row.messages > 0) return badge('attention', t('queue.unattended'));
  if (row.consumers === 0) return badge('off', t('queue.idle'));
  return badge('ok', t('queue.attended', { n: row.consumers }));
}

/** Where there is little room a name goes on in the next line behind one of its dots. */
export const queueLink = (queue) => html`<a href=${address('queue', [queue])}><bdi dir="ltr" class="ident">${queue.split('.').map((part, i) => html`${i ? html`.<wbr>` : nothing}${part}`)}</bdi></a>`;

/** Who paused it, when and why. */
export const pausedBy = ({ by, at, reason }) => html`
  <p class="notice">${t('queue.paused-by', { by })} ${time(at)}<br><span class="quiet">${t('act.reason')}:</span> <bdi>${reason}</bdi></p>`;

export const kindWord = (row) => word('queue-kind', row.kind);

const action = (ctx, row, what, spec) => ctx.act({
  title: t(`queue.${what}-title`, { queue: row.queue }),
  body: t(`queue.${what}-body`),
  confirm: t(`queue.${what}`),
  run: ({ reason, key }) => ctx.api.post(`/v1/ops/queues/${encodeURIComponent(row.queue)}/${what}`, { reason, key, ...spec?.more }),
  ...spec,
}).then((result) => result?.done && ctx.refresh());

const PURGEABLE = /^(hub\.(dead|quarantine|expired)|.*\.receipts)$/;

/** The acts on a queue that this person may do. */
export function queueActions(ctx, row) {
  const shown = [];
  if (ctx.can('OPERATE') && (row.kind === 'inbox' || row.kind === 'outbox')) {
    const what = row.paused ? 'resume' : 'pause';
    shown.push(html`<button type="button" @click=${() => action(ctx, row, what)}>${t(`queue.${what}`)}</button>`);
  }
  if (ctx.can('PURGE') && PURGEABLE.test(row.queue)) {
    const typed = { label: t('queue.purge-typed', { queue: row.queue }), expect: row.queue };
    shown.push(html`<button type="button" class="danger"
      @click=${() => action(ctx, row, 'purge', { typed, danger: true, more: { queue: row.queue } })}>${t('queue.purge')}</button>`);
  }
  return shown.length ? html`<div class="actions">${shown}</div>` : nothing;
}
