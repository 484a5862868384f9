// The audit: who did what, when, from where and why; what was refused stands there, too.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { time } from '../lib/format.js';
import { settings } from '../lib/settings.js';
import { badge, empty } from '../lib/states.js';
import { table } from '../lib/table.js';
import { instant, local } from './parts/zone.js';

const TEXTS = ['login', 'action', 'target'];
const TIMES = ['from', 'until'];
const KINDS = { done: 'ok', refused: 'attention', failed: 'bad', unfinished: 'attention' };

function submit(ctx, event) {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(event.target));
  for (const name of TIMES) given[name] = given[name] ? instant(given[name], settings().zone) : '';
  ctx.go({ ...given, after: '' });
}

const asked = (ctx) => {
  const { query } = ctx.params;
  const set = [...TEXTS, ...TIMES].some((name) => query[name]);
  return html`<form class="filters" role="search" @submit=${(event) => submit(ctx, event)}>
    ${TEXTS.map((name) => html`<div class="field"><label for="f-${name}">${t(`auditFilter.${name}`)}</label><input id="f-${name}" name=${name} dir="ltr" autocomplete="off" .value=${query[name] ?? ''}></div>`)}
    ${TIMES.map((name) => html`<div class="field"><label for="f-${name}">${t(`auditFilter.${name}`)}</label><input id="f-${name}" name=${name} type="datetime-local" .value=${local(query[name], settings().zone)}></div>`)}
    <button type="submit">${t('table.filter')}</button>
    ${set ? html`<a class="button" href="/console/audit">${t('table.clear')}</a>` : nothing}
  </form>`;
};

/** Short JSON of before or after as `name: value`. */
const state = (value) => value === undefined || value === null ? nothing
  : typeof value === 'object'
    ? html`<dl class="short">${Object.entries(value).map(([name, one]) => html`<div><dt>${ident(name)}</dt><dd><bdi dir="ltr">${typeof one === 'object' ? JSON.stringify(one) : String(one)}</bdi></dd></div>`)}</dl>`
    : html`<bdi dir="ltr">${value}</bdi>`;

const columns = (ctx) => [
  { id: 'at', label: t('audit.c-at'), head: true, cell: (r) => time(r.at) },
  { id: 'login', label: t('audit.c-login'), cell: (r) => html`<a href=${ctx.href({ login: r.login, after: '' })}>${ident(r.login)}</a>` },
  { id: 'action', label: t('audit.c-action'), cell: (r) => html`<a href=${ctx.href({ action: r.action, after: '' })}>${ident(r.action)}</a>` },
  { id: 'target', label: t('audit.c-target'), cell: (r) => (r.target ? html`<a href=${ctx.href({ target: r.target, after: '' })}>${ident(r.target)}</a>` : nothing) },
  { id: 'outcome', label: t('audit.c-outcome'), cell: (r) => badge(KINDS[r.outcome] ?? 'off', word('auditOutcome', r.outcome)) },
  { id: 'reason', label: t('audit.c-reason'), cell: (r) => html`<bdi>${r.reason ?? ''}</bdi>${r.purpose ? html`<br><span class="quiet">${t('audit.purpose')}</span> <bdi>${r.purpose}</bdi>` : nothing}` },
  { id: 'change', label: t('audit.c-change'), cell: (r) => (r.before === undefined && r.after === undefined ? nothing : html`
      ${r.before === undefined ? nothing : html`<div><span class="quiet">${t('audit.before')}</span> ${state(r.before)}</div>`}
      ${r.after === undefined ? nothing : html`<div><span class="quiet">${t('audit.after')}</span> ${state(r.after)}</div>`}`) },
  { id: 'address', label: t('audit.c-address'), optional: true, cell: (r) => ident(r.address ?? '') },
  { id: 'no', label: t('audit.c-no'), end: true, optional: true, cell: (r) => ident(r.no) },
];

export default {
  title: 'nav.audit',
  every: 30,

  async load({ query }, api) {
    const { login, action, target, from, until, after } = query;
    return api.get('/v1/ops/audit', { login, action, target, from, until, after });
  },

  view(model, ctx) {
    const rows = model.audit;
    return html`${asked(ctx)}
      ${rows.length === 0
        ? empty(t('audit.none'), t('audit.none-text'))
        : table(ctx, { id: 'audit', caption: t('audit.caption'), rows, key: (r) => r.no, columns: columns(ctx), next: model.next })}`;
  },
};
