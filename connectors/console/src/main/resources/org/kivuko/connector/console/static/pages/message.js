// One message: its whole life on one page, without its content until somebody states why he needs it.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { dateTime, duration, number, time } from '../lib/format.js';
import { table } from '../lib/table.js';
import { direction, facts, idents, kindOf, outcome, reality, reason, ruleLink } from './parts/marks.js';
import { contentPart } from './parts/content.js';

const path = (agency, id) => `/v1/ops/messages/${encodeURIComponent(agency)}/${encodeURIComponent(id)}`;

const link = (agency, id) => html`<a href="/console/message/${encodeURIComponent(agency)}/${encodeURIComponent(id)}"><bdi dir="ltr" class="ident">${agency}/${id}</bdi></a>`;

const listed = (all, each) => all?.length ? html`<ul class="plain">${all.map((one) => html`<li>${each(one)}</li>`)}</ul>` : nothing;

/** Everything that happened, whoever it happened to, in the order of time. */
export function life({ stages = [], recipients = [], receipts = [] }) {
  const all = [
    ...stages.map((s) => ({ at: s.at, what: word('stage', s.stage), detail: s.detail })),
    ...recipients.flatMap((r) => (r.events ?? []).map((e) => ({ at: e.at, what: word('delivery', e.state), agency: r.agency }))),
    ...receipts.map((r) => ({ at: r.at, what: t('message.receipt', { kind: word('receipt', r.kind) }) })),
  ];
  return all.map((entry, i) => ({ ...entry, i })).sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.i - b.i);
}

function timeline(model) {
  const entries = life(model);
  return html`<section aria-labelledby="life"><h2 id="life">${t('message.life')}</h2>
    <ol class="timeline">${entries.map((entry, i) => {
      const after = i ? (Date.parse(entry.at) - Date.parse(entries[i - 1].at)) / 1000 : 0;
      return html`<li><span class="when">${time(entry.at)}</span>
        <span class="what">${entry.what}${entry.agency ? html` ${ident(entry.agency)}` : nothing}${entry.detail ? html` <span class="quiet"><bdi>${entry.detail}</bdi></span>` : nothing}</span>
        ${after >= 1 ? html`<span class="quiet">${t('message.later', { time: duration(after) })}</span>` : nothing}</li>`;
    })}</ol></section>`;
}

const earlier = (rulings) => !rulings?.length ? nothing : html`
  <h4>${t('message.earlier')}</h4>
  <ul class="plain">${rulings.map((r) => html`<li>${outcome(r.outcome)} ${reason(r.reason)} ${r.at ? time(r.at) : nothing} ${listed(r.rules, ruleLink)}</li>`)}</ul>`;

function recipient(message, r) {
  return html`<section class="card" aria-labelledby="r-${r.agency}">
    <h3 id="r-${r.agency}">${ident(r.agency)} ${outcome(r.outcome)}</h3>
    ${facts([
      [t('message.reason'), r.reason && reason(r.reason)],
      [t('message.rules'), r.rules?.length ? listed(r.rules, ruleLink) : t('message.no-rule')],
      [t('message.articles'), listed(r.articles, (one) => html`<bdi>${one}</bdi>`)],
      [t('message.removed'), r.removed?.length ? html`<span class="quiet">${t('message.fields', { n: r.removed.length })}</span> ${idents(r.removed)}` : nothing],
      [t('message.transformed'), idents(r.transformed)],
      [t('message.handling'), r.handling && ident(r.handling)],
      [t('message.lane'), r.lane && word('lane', r.lane)],
      [t('message.channel'), r.channel && word('channel', r.channel)],
      [t('message.link-number'), r.linknumber === undefined ? nothing : number(r.linknumber)],
      [t('message.acknowledge-by'), r.acknowledgeBy && time(r.acknowledgeBy)],
      [t('message.retain-until'), r.retainUntil && time(r.retainUntil)],
      [t('message.judged'), r.at && time(r.at)],
      [t('message.ruling'), ident(r.ruling)],
      [t('message.sender-knows'), r.shownToSender === false ? t('message.sender-not') : nothing],
    ])}
    ${earlier(r.earlier)}
    <p class="no-print"><a href="/console/pair/${message.agency.slice(0, 3)}/${r.agency.slice(0, 3)}">${t('message.see-pair')} ${direction(message.agency.slice(0, 3), r.agency.slice(0, 3))}</a></p>
  </section>`;
}

const recipients = ({ message, recipients: all = [] }) => html`
  <section aria-labelledby="recipients"><h2 id="recipients">${t('message.recipients', { n: all.length })}</h2>
    ${all.length ? html`<div class="cards">${all.map((r) => recipient(message, r))}</div>` : html`<p>${t('message.no-recipients')}</p>`}</section>`;

function thread(ctx, all) {
  return !all?.length ? nothing : table(ctx, {
    id: 'thread', caption: t('message.thread'), choose: false, rows: all, key: (m) => `${m.agency}/${m.id}`,
    columns: [
      { id: 'id', label: t('messages.c-message'), head: true, cell: (m) => link(m.agency, m.id) },
      { id: 'msgType', label: t('message.msg-type'), cell: (m) => word('msgType', m.msgType) },
      { id: 'at', label: t('message.at'), cell: (m) => time(m.at) },
    ],
  });
}

const head = (m) => facts([
  [t('messages.c-sender'), ident(m.agency)],
  [t('messages.c-type'), kindOf(m)],
  [t('messages.c-accepted'), time(m.acceptedAt)],
  [t('messages.c-status'), reality(m)],
  [t('messages.c-state'), m.state && word('delivery', m.state)],
  [t('message.lane'), m.lane && word('lane', m.lane)],
  [t('message.door'), m.door && ident(m.door)],
  [t('message.post'), m.post && ident(m.post)],
  [t('message.handling'), m.handling && ident(m.handling)],
  [t('messages.c-person'), t(m.person ? 'messages.about-person' : 'messages.no-person')],
  [t('message.refs'), listed(m.refs, (ref) => (typeof ref === 'string' ? ident(ref) : link(ref.agency, ref.id)))],
  [t('message.trace'), m.traceparent && ident(m.traceparent)],
]);

const caseFile = (ctx, m) => html`<header class="print-only">
  <p><strong>${t('message.case-file')}</strong> ${ident(`${m.agency}/${m.id}`)}</p>
  <p>${t('message.printed', { time: dateTime(Date.now()), name: ctx.me.name || ctx.me.login })}</p></header>`;

export default {
  title: 'message.title',
  every: 15,
  topics: ['queues', 'held'],

  async load({ path: [agency = '', id = ''] }, api) {
    return api.get(path(agency, id));
  },

  view(model, ctx) {
    const { message } = model;
    return html`
      ${caseFile(ctx, message)}
      <p class="lead">${ident(`${message.agency}/${message.id}`)}
        <button type="button" class="no-print" @click=${() => globalThis.print()}>${t('message.print')}</button></p>
      ${head(message)}
      ${recipients(model)}
      ${timeline(model)}
      ${thread(ctx, model.thread)}
      ${contentPart(ctx, path(message.agency, message.id))}`;
  },
};
