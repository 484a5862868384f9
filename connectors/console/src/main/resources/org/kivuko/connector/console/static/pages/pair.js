// One ordered pair of states: what crosses, under which rules and articles, and what keeps the rest back.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { badge, empty } from '../lib/states.js';
import { table } from '../lib/table.js';
import { number } from '../lib/format.js';
import { direction, facts, idents, reason, ruleLink } from './parts/marks.js';
import { loadPair } from './parts/matrix.js';
import { suspendButton, suspended } from './parts/suspend.js';

const fields = (personal) => personal.map((field, i) => html`${i ? ', ' : nothing}<bdi dir="ltr" class="ident">${field.path}</bdi>${field.transform
  ? html` <span class="quiet">${word('transform', field.transform)}</span>` : nothing}`);

const permitColumns = (still) => [
  { id: 'rule', label: t('pair.c-rule'), head: true, cell: (p) => html`${ruleLink(p.rule)}${still.has(p.rule.split('@')[0]) ? html` ${badge('paused', t('agreements.suspended'))}` : nothing}` },
  { id: 'article', label: t('pair.c-article'), cell: (p) => html`<bdi>${p.instrument}${p.article ? `, ${p.article}` : ''}</bdi>` },
  { id: 'alertTypes', label: t('pair.c-alert-types'), cell: (p) => idents(p.alertTypes) },
  { id: 'purposes', label: t('pair.c-purposes'), cell: (p) => idents(p.purposes) },
  { id: 'recipients', label: t('pair.c-recipients'), cell: (p) => idents(p.recipients) },
  { id: 'personal', label: t('pair.c-personal'), optional: true, cell: (p) => fields(p.personal) },
];

/** The agreements that operators suspended, wholly or on this way: their permits stand in the texts and let nothing cross. */
const standingStill = (agreements, from, to) => new Set(agreements
  .filter((a) => a.suspended?.some((one) => !one.from || (one.from === from && one.to === to))).map((a) => a.agreement));

const message = (ctx, row, still) => html`<section aria-labelledby="m-${row.message}">
  <h2 id="m-${row.message}">${word('type', `kivuko.${row.message}.v1`)}
    ${row.reason ? html`${badge(row.reason === 'SUSPENDED' ? 'paused' : 'bad', t('pair.nothing'))} ${reason(row.reason)}` : badge('ok', t('pair.crosses'))}</h2>
  ${row.permits?.length
    ? table(ctx, { id: `permits-${row.message}`, caption: t('pair.permits', { n: row.permits.length }), rows: row.permits, key: (p) => p.rule, columns: permitColumns(still) })
    : html`<p class="quiet">${t('pair.no-permit')}</p>`}
</section>`;

const traffic = (found) => !found ? nothing : html`<section aria-labelledby="traffic"><h2 id="traffic">${t('pair.traffic')}</h2>${facts([
  [word('outcome', 'released'), number(found.released24h)],
  [word('outcome', 'reduced'), number(found.reduced24h)],
  [word('outcome', 'held'), number(found.held24h)],
  [word('outcome', 'refused'), number(found.refused24h)],
])}</section>`;

const agreementsOf = (ctx, all, from, to) => html`<details class="fold" ?open=${all.some((a) => a.suspended?.length)}>
  <summary>${t('pair.suspend-fold', { n: all.length })}</summary>${agreementTable(ctx, all, from, to)}</details>`;

const agreementTable = (ctx, all, from, to) => table(ctx, {
  id: 'pair-agreements', caption: t('pair.agreements'), choose: false, rows: all, key: (a) => `${a.agreement}@${a.version}`,
  columns: [
    { id: 'agreement', label: t('agreements.c-agreement'), head: true, cell: (a) => html`<a href="/console/agreement/${encodeURIComponent(a.agreement)}">${ident(a.agreement)}</a> <bdi>${a.title}</bdi>` },
    { id: 'state', label: t('agreements.c-state'), cell: (a) => html`${word('agreementState', a.state)} ${suspended(a, ctx)}` },
    { id: 'act', label: t('pair.c-act'), cell: (a) => suspendButton(ctx, a, from, to) },
  ],
});

export default {
  title: ({ path: [from = '', to = ''] }, t1) => t1('pair.title', { from, to }),
  every: 60,

  async load({ path: [from = '', to = ''] }, api) {
    const rows = await loadPair(api, from, to);
    const parts = await api.parts({ list: api.get('/v1/ops/agreements'), topology: api.get('/v1/ops/topology') });
    const agreements = (parts.list.value?.agreements ?? []).filter((a) => a.parties.includes(from) && a.parties.includes(to));
    const found = parts.topology.value?.pairs.find((p) => p.from === from && p.to === to);
    return { rows, agreements, found };
  },

  view({ rows, agreements, found }, ctx) {
    const [from, to] = ctx.params.path;
    const still = standingStill(agreements, from, to);
    return html`
      <p class="lead">${direction(from, to)}
        ${found?.suspended ? badge('paused', t('agreements.suspended')) : nothing}</p>
      <p class="no-print"><a href="/console/pair/${to}/${from}">${t('pair.other-way')}</a> ·
        <a href="/console/messages?pair=${from}-${to}">${t('pair.messages')}</a> ·
        ${still.size ? html`<a href="/console/messages?pair=${from}-${to}&reason=SUSPENDED">${t('pair.messages')} ${ident('SUSPENDED')}</a> ·` : nothing} <a href="/console/agreements">${t('nav.agreements')}</a></p>
      ${traffic(found)}
      ${agreements.length ? agreementsOf(ctx, agreements, from, to) : nothing}
      ${rows.length ? rows.map((row) => message(ctx, row, still)) : empty(t('pair.none'), t('pair.none-text'))}`;
  },
};
