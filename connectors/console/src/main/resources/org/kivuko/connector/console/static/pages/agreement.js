// One agreement: its parties, its instrument, its rules, and its state.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { day, number, time } from '../lib/format.js';
import { badge } from '../lib/states.js';
import { table } from '../lib/table.js';
import { facts, idents } from './parts/marks.js';
import { suspendButton, suspended } from './parts/suspend.js';

const KINDS = { permit: 'ok', prohibit: 'bad' };

const list = (value) => (value === undefined ? [] : [value].flat());

const columns = (agreement) => [
  { id: 'rule', label: t('pair.c-rule'), head: true,
    cell: (r) => html`<a href="/console/rule/${encodeURIComponent(agreement)}/${encodeURIComponent(r.rule)}">${ident(r.rule)}</a>` },
  { id: 'kind', label: t('agreement.c-kind'), cell: (r) => badge(KINDS[r.kind] ?? 'info', word('ruleKind', r.kind)) },
  { id: 'from', label: t('agreement.c-from'), cell: (r) => idents(list(r.from)) },
  { id: 'to', label: t('agreement.c-to'), cell: (r) => idents(list(r.to)) },
  { id: 'messages', label: t('agreement.c-messages'), cell: (r) => list(r.messages).map((name, i) => html`${i ? ', ' : nothing}${word('type', `kivuko.${name}.v1`)}`) },
  { id: 'alertTypes', label: t('pair.c-alert-types'), cell: (r) => idents(list(r.alertTypes)) },
  { id: 'purposes', label: t('pair.c-purposes'), optional: true, cell: (r) => idents(list(r.purposes)) },
];

const annexes = (all) => Object.entries(all ?? {}).map(([name, states], i) => html`${i ? '; ' : nothing}<bdi>${name}</bdi>: ${idents(states)}`);

export default {
  title: ({ path: [id = ''] }, t1) => t1('agreement.title', { id }),
  every: 60,

  async load({ path: [id = ''] }, api) {
    const agreement = await api.get(`/v1/agreements/${encodeURIComponent(id)}`);
    const { list: listed } = await api.parts({ list: api.get('/v1/ops/agreements') });
    return { agreement, entry: listed.value?.agreements.find((a) => a.agreement === id) };
  },

  view({ agreement: a, entry }, ctx) {
    return html`
      <p class="lead"><bdi>${a.title}</bdi> ${badge(a.state === 'in-force' ? 'ok' : 'info', word('agreementState', a.state))}</p>
      ${suspended(entry, ctx)}
      ${facts([
        [t('agreement.instrument'), html`<bdi>${a.instrument.name}${a.instrument.article ? `, ${a.instrument.article}` : ''}</bdi>`],
        [t('agreements.c-parties'), idents(a.parties)],
        [t('agreements.c-valid'), html`${day(a.valid.from)}${a.valid.until ? html` – ${day(a.valid.until)}` : nothing}`],
        [t('agreement.version'), number(a.version)],
        [t('agreement.annexes'), Object.keys(a.annexes ?? {}).length ? annexes(a.annexes) : nothing],
        [t('agreement.notice'), a.terminationNotice && ident(a.terminationNotice)],
        [t('agreement.ends'), a.ends && time(a.ends)],
        [t('agreements.c-used'), entry && number(entry.used24h)],
      ])}
      <p class="no-print">${suspendButton(ctx, entry)}</p>
      ${table(ctx, { id: 'rules', caption: t('agreement.rules', { n: a.rules.length }), rows: a.rules, key: (r) => r.rule, columns: columns(a.agreement) })}`;
  },
};
