// Agreements: what crosses between every two states, and the texts under which it does.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { day, number } from '../lib/format.js';
import { badge, empty } from '../lib/states.js';
import { table } from '../lib/table.js';
import { idents } from './parts/marks.js';
import { loadMatrix } from './parts/matrix.js';
import { suspended } from './parts/suspend.js';

/** `from -> to -> {open, all, reasons}` out of the rows of the matrix. Pure. */
export function pairs(rows) {
  const found = new Map();
  for (const { from, to, reason } of rows) {
    const key = `${from}-${to}`;
    const cell = found.get(key) ?? { from, to, open: 0, all: 0, reasons: [] };
    cell.all++;
    if (reason) cell.reasons = [...new Set([...cell.reasons, reason])];
    else cell.open++;
    found.set(key, cell);
  }
  return found;
}

/** What a cell says: nothing crosses, some, all; and whether a party suspended it. */
function kindOf({ open, all, reasons }) {
  if (reasons.includes('SUSPENDED')) return 'paused';
  return open === 0 ? 'bad' : open < all ? 'attention' : 'ok';
}

const cell = (found) => {
  const kind = kindOf(found);
  return html`<td class="cell"><a href="/console/pair/${found.from}/${found.to}"
    aria-label=${t('agreements.cell', { from: found.from, to: found.to, n: found.open, all: found.all, how: t(`crosses.${kind}`) })}>
    ${badge(kind, html`<bdi>${number(found.open)}/${number(found.all)}</bdi>`)}</a></td>`;
};

function matrix(rows) {
  const found = pairs(rows);
  const states = [...new Set(rows.flatMap((row) => [row.from, row.to]))].sort();
  return html`
    <div class="scroll" tabindex="0" role="region" aria-labelledby="matrix">
      <table class="matrix"><caption id="matrix">${t('agreements.matrix')}</caption>
        <thead><tr><th scope="col">${t('agreements.from-to')}</th>${states.map((to) => html`<th scope="col">${ident(to)}</th>`)}</tr></thead>
        <tbody>${states.map((from) => html`<tr><th scope="row">${ident(from)}</th>
          ${states.map((to) => (found.has(`${from}-${to}`) ? cell(found.get(`${from}-${to}`)) : html`<td class="cell quiet">–</td>`))}</tr>`)}</tbody>
      </table></div>
    <ul class="legend">${['ok', 'attention', 'bad', 'paused'].map((kind) => html`<li>${badge(kind, t(`crosses.${kind}`))}</li>`)}</ul>`;
}

const signed = ({ signatures }) => {
  if (signatures === undefined) return nothing;
  const missing = Array.isArray(signatures)
    ? []
    : Object.entries(signatures).filter(([, how]) => how !== 'signed' && how !== true).map(([party]) => party);
  return missing.length ? html`${badge('attention', t('agreements.unsigned'))} ${idents(missing)}` : badge('ok', t('agreements.signed'));
};

const STATES = { 'in-force': 'ok', suspended: 'paused' };

const columns = () => [
  { id: 'agreement', label: t('agreements.c-agreement'), head: true,
    cell: (a) => html`<a href="/console/agreement/${encodeURIComponent(a.agreement)}">${ident(`${a.agreement}@${a.version}`)}</a> <bdi>${a.title}</bdi>` },
  { id: 'parties', label: t('agreements.c-parties'), cell: (a) => idents(a.parties) },
  { id: 'state', label: t('agreements.c-state'), cell: (a) => html`${badge(STATES[a.state] ?? 'info', word('agreementState', a.state))} ${suspended(a)}` },
  { id: 'valid', label: t('agreements.c-valid'), cell: (a) => html`<span class="nowrap">${day(a.valid.from)}</span>${a.valid.until ? html` – <span class="nowrap">${day(a.valid.until)}</span>` : nothing}` },
  { id: 'signatures', label: t('agreements.c-signatures'), cell: signed },
  { id: 'used24h', label: t('agreements.c-used'), end: true, cell: (a) => number(a.used24h) },
];

export default {
  title: 'nav.agreements',
  every: 60,

  async load(params, api) {
    const [rows, list] = await Promise.all([loadMatrix(api), api.get('/v1/ops/agreements')]);
    return { rows, agreements: list.agreements };
  },

  view({ rows, agreements }, ctx) {
    if (agreements.length === 0) return empty(t('agreements.none'), t('agreements.none-text'));
    return html`
      <p><a class="button" href="/console/what-if">${t('whatif.title')}</a></p>
      ${matrix(rows)}
      ${table(ctx, { id: 'agreements', caption: t('agreements.caption'), rows: agreements, key: (a) => `${a.agreement}@${a.version}`, columns: columns() })}`;
  },
};
