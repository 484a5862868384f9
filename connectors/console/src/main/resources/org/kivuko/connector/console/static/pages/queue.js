// One queue: what it holds, how it went, who paused it.
import { html, ident, nothing } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { dateTime, day, duration, minute, number, rate, time } from '../lib/format.js';
import { table } from '../lib/table.js';
import { empty } from '../lib/states.js';
import { chart } from '../lib/chart.js';
import { kindWord, pausedBy, queueActions, queueState, trendWord } from '../lib/queue.js';

const SECONDS = { PT1H: 3600, PT24H: 86_400, P7D: 604_800 };
const SPANS = Object.keys(SECONDS);
const spanOf = (ctx) => (SPANS.includes(ctx.params.query.span) ? ctx.params.query.span : 'PT1H');

function plot(ctx, history) {
  const element = document.getElementById('chart');
  if (!element || element.drawn === history) return;
  element.drawn = history;
  chart(ctx.base, element, {
    instants: history.map((p) => p.at),
    seconds: SECONDS[spanOf(ctx)],
    timeLabel: t('failures.at'),
    writeTime: spanOf(ctx) === 'P7D' ? day : minute,
    lines: [
      { label: t('queues.messages'), values: history.map((p) => p.messages), colour: '--accent', scale: 'depth', least: 5, write: number },
      { label: t('queues.in'), values: history.map((p) => p.inPerSecond), colour: '--info', scale: 'rate', least: 1, dash: [6, 4], write: rate },
      { label: t('queues.out'), values: history.map((p) => p.outPerSecond), colour: '--attention', scale: 'rate', least: 1, dash: [2, 3], write: rate },
    ],
  });
}

/** The chart in words, for whoever does not see it and where it cannot be drawn. */
function inWords(history, messages) {
  if (!history.length) return t('queue.no-history');
  const now = { messages, at: Date.now() };
  const most = [...history, now].reduce((a, b) => (b.messages > a.messages ? b : a));
  return t('queue.chart-words', { n: messages, most: most.messages, at: dateTime(most.at) });
}

const waitingColumns = (ctx) => [
  { id: 'delivery', label: t('queue.delivery'), head: true, cell: (w) => ident(w.delivery ?? '–') },
  { id: 'message', label: t('queue.message'), cell: (w) => (w.agency && w.id ? html`<a href=${ctx.address('message', [w.agency, w.id])}>${ident(w.id)}</a>` : '–') },
  { id: 'type', label: t('queue.type'), cell: (w) => (w.type ? word('type', w.type) : '–') },
  { id: 'link', label: t('queue.link'), end: true, cell: (w) => number(w.linknumber) },
  { id: 'since', label: t('queue.since'), cell: (w) => (w.queuedAt ? time(w.queuedAt) : '–') },
];

export default {
  title: (params) => params.path[0] ?? t('nav.queues'),
  topics: ['queues'],
  every: 10,
  load: (params, api) => api.get(`/v1/ops/queues/${encodeURIComponent(params.path[0] ?? '')}`, { span: SPANS.includes(params.query.span) ? params.query.span : 'PT1H' }),
  view(row, ctx) {
    const history = row.history ?? [];
    queueMicrotask(() => plot(ctx, history));
    return html`
      <p><a href=${ctx.address('queues')}>${t('nav.queues')}</a> ${queueState(row)} ${row.agency ? ident(row.agency) : nothing} <span class="quiet">${kindWord(row)}</span></p>
      ${row.paused ? pausedBy(row.paused) : nothing}
      ${row.closed ? html`<p class="notice">${t('queue.closed-since')} ${time(row.closed)}</p>` : nothing}
      ${queueActions(ctx, row)}
      <dl class="figures">
        <div><dt>${t('queues.messages')}</dt><dd>${number(row.messages)}</dd></div>
        <div><dt>${t('queues.oldest')}</dt><dd>${duration(row.oldestSeconds)}</dd></div>
        <div><dt>${t('queues.in')}</dt><dd>${rate(row.inPerSecond)}</dd></div>
        <div><dt>${t('queues.out')}</dt><dd>${rate(row.outPerSecond)}</dd></div>
        <div><dt>${t('queues.drain')}</dt><dd>${row.messages && row.drainSeconds === undefined ? html`<small>${t('queues.never')}</small>` : duration(row.drainSeconds)}</dd></div>
        <div><dt>${t('queues.trend')}</dt><dd><small>${trendWord(row.trend) || '–'}</small></dd></div>
      </dl>
      <nav class="tabs" aria-label=${t('queue.span')}>${SPANS.map((span) => html`<a class="button" href=${ctx.href({ span })}
        aria-current=${span === spanOf(ctx) ? 'true' : nothing}>${t(`queue.span-${span}`)}</a>`)}</nav>
      <figure class="chart" aria-label=${t('queue.chart')}><figcaption dir="auto">${inWords(history, row.messages)}</figcaption><div id="chart" aria-hidden="true"></div></figure>
      ${row.deliveries?.length
        ? table(ctx, { id: 'waiting', caption: t('queue.waiting'), rows: row.deliveries, key: (w) => w.delivery ?? `${w.agency} ${w.id}`, columns: waitingColumns(ctx), choose: false })
        : row.messages ? nothing : empty(t('queue.empty'), t('queue.empty-text'))}`;
  },
};
