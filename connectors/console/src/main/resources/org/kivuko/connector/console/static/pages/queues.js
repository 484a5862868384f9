// Every queue with depth, rates, age and whether anybody listens; sorted and paged by the hub.
import { html, ident, nothing } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { duration, number, rate } from '../lib/format.js';
import { filters, table } from '../lib/table.js';
import { empty } from '../lib/states.js';
import { kindWord, queueLink, queueState, spark, trendWord } from '../lib/queue.js';

const KINDS = ['outbox', 'inbox', 'receipts', 'hub'];
const ONLY = ['nonempty', 'unattended', 'paused'];
const FIRST = '-messages';

const columns = () => [
  { id: 'queue', label: t('queues.queue'), sort: 'queue', head: true, cell: (r) => queueLink(r.queue) },
  { id: 'status', label: t('queues.status'), cell: queueState },
  { id: 'messages', label: t('queues.messages'), sort: 'messages', end: true, cell: (r) => number(r.messages) },
  { id: 'oldest', label: t('queues.oldest'), sort: 'oldestSeconds', end: true, cell: (r) => duration(r.oldestSeconds) },
  { id: 'in', label: t('queues.in'), sort: 'inPerSecond', end: true, cell: (r) => rate(r.inPerSecond) },
  { id: 'out', label: t('queues.out'), sort: 'outPerSecond', end: true, cell: (r) => rate(r.outPerSecond) },
  { id: 'drain', label: t('queues.drain'), sort: 'drainSeconds', end: true, cell: (r) => (r.messages === 0 ? '–' : r.drainSeconds === undefined ? t('queues.never') : duration(r.drainSeconds)) },
  { id: 'trend', label: t('queues.trend'), cell: (r) => html`<span class="trend">${spark(r.trend)} <span class="quiet">${trendWord(r.trend)}</span></span>` },
  { id: 'agency', label: t('queues.agency'), sort: 'agency', optional: true, cell: (r) => (r.agency ? ident(r.agency) : '–') },
  { id: 'kind', label: t('queues.kind'), sort: 'kind', optional: true, cell: kindWord },
  { id: 'channel', label: t('queues.channel'), sort: 'channel', optional: true, cell: (r) => (r.channel ? ident(r.channel) : '–') },
  { id: 'consumers', label: t('queues.consumers'), sort: 'consumers', end: true, optional: true, cell: (r) => number(r.consumers) },
  { id: 'delivering', label: t('queues.delivering'), sort: 'delivering', end: true, optional: true, cell: (r) => number(r.delivering) },
  { id: 'added', label: t('queues.added'), sort: 'added', end: true, optional: true, cell: (r) => number(r.added) },
  { id: 'acknowledged', label: t('queues.acknowledged'), sort: 'acknowledged', end: true, optional: true, cell: (r) => number(r.acknowledged) },
];

const fields = () => [
  { name: 'q', label: t('queues.q') },
  { name: 'agency', label: t('queues.agency'), hint: 'KEN.DIS' },
  { name: 'kind', label: t('queues.kind'), options: [['', t('queues.every')], ...KINDS.map((k) => [k, t(`queue-kind.${k}`)])] },
  { name: 'only', label: t('queues.only'), options: [['', t('queues.every')], ...ONLY.map((k) => [k, t(`queues.only-${k}`)])] },
];

export default {
  title: 'nav.queues',
  topics: ['queues'],
  every: 10,
  sort: FIRST,
  load: (params, api) => api.get('/v1/ops/queues', { sort: FIRST, max: 50, ...params.query }),
  view({ queues, next, total, sums }, ctx) {
    const filtered = ['q', 'agency', 'state', 'kind', 'only'].some((name) => ctx.params.query[name]);
    return html`
      ${sums ? html`<dl class="figures">
        <div><dt>${t('queues.messages')}</dt><dd>${number(sums.messages)}</dd></div>
        <div><dt>${t('queues.in')}</dt><dd>${rate(sums.inPerSecond)}</dd></div>
        <div><dt>${t('queues.out')}</dt><dd>${rate(sums.outPerSecond)}</dd></div>
      </dl>` : nothing}
      ${filters(ctx, fields())}
      ${queues.length === 0
        ? empty(t(filtered ? 'queues.none-found' : 'queues.none'), t(filtered ? 'queues.none-found-text' : 'queues.none-text'),
          filtered ? html`<p><a class="button" href=${ctx.address('queues')}>${t('table.clear')}</a></p>` : nothing)
        : table(ctx, { id: 'queues', caption: t('queues.caption'), rows: queues, key: (r) => r.queue, columns: columns(), next, total })}`;
  },
};
