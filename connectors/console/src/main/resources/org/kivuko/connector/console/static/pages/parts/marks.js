// Marks that several pages show of messages and rulings.
import { html, ident, nothing } from '../../lib/html.js';
import { t, word } from '../../lib/i18n.js';
import { badge } from '../../lib/states.js';
import { number } from '../../lib/format.js';
import { ruleHref } from './matrix.js';

const KINDS = { released: 'ok', reduced: 'info', held: 'attention', refused: 'bad' };

/** An outcome, told by word, icon and colour. */
export const outcome = (code) => badge(KINDS[code] ?? 'off', word('outcome', code));

/** How many recipients got each outcome; what nobody got is left out. */
export function outcomes(recipients = {}) {
  const some = Object.keys(KINDS).filter((code) => recipients[code] > 0);
  return some.length === 0
    ? html`<span class="quiet">${t('messages.no-recipient')}</span>`
    : html`<span class="badges">${some.map((code) => badge(KINDS[code], html`${number(recipients[code])} ${word('outcome', code)}`))}</span>`;
}

/** The lasting code of a reason; what it means stands behind the link. */
export const reason = (code) => !code ? nothing : html`<a href="/docs#${code}"><bdi dir="ltr" class="ident">${code}</bdi></a>`;

export const reasons = (codes = []) => codes.map((code, i) => html`${i ? ', ' : nothing}${reason(code)}`);

/** `kivuko.alert.v1` with its type of alert. */
export const kindOf = ({ type, alertType, msgType }) => html`${word('type', type)}${alertType
  ? html` <bdi dir="ltr" class="ident nowrap">${alertType}</bdi>` : nothing}${msgType && !['Alert', 'Original'].includes(msgType) ? html` <span class="quiet">${word('msgType', msgType)}</span>` : nothing}`;

/** Identifiers in a row, each turned by nothing. */
export const idents = (all = []) => all.map((one, i) => html`${i ? ', ' : nothing}<bdi dir="ltr" class="ident">${one}</bdi>`);

/** A list of terms; entries whose value is absent are left out. */
export const facts = (entries) => html`<dl class="facts">${entries
  .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== nothing && !(Array.isArray(value) && value.length === 0))
  .map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;

/** From one state to another; the arrow follows the direction of reading, a word says it. */
export const direction = (from, to) => html`<span class="pair"><bdi dir="ltr" class="ident">${from}</bdi> <span aria-hidden="true" class="to"></span><span class="hidden">${t('pair.to')}</span> <bdi dir="ltr" class="ident">${to}</bdi></span>`;

/** A rule by its full name; its page is behind it. */
export const ruleLink = (name) => (ruleHref(name)
  ? html`<a href=${ruleHref(name)}><bdi dir="ltr" class="ident">${name}</bdi></a>`
  : html`<bdi dir="ltr" class="ident">${name}</bdi>`);

/** What is not real says so, and names its exercise. */
export const practised = (m) => (!m.status || m.status === 'actual' ? nothing : html`${badge('info', word('status', m.status))}
  ${m.exercise ? html`<a href=${`/console/exercises/${encodeURIComponent(m.exercise.name)}?run=${m.exercise.run}`}>${ident(m.exercise.name)}</a>` : nothing}`);

/** The same of what is real, too. */
export const reality = (m) => (m.status === 'actual' ? word('status', m.status) : practised(m));
