// What would become of a message, and why, rule by rule. It is judged as real ones are; nothing of it is kept or sent.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { settings } from '../lib/settings.js';
import { Problem } from '../lib/api.js';
import { badge, problemText } from '../lib/states.js';
import { table } from '../lib/table.js';
import { facts, idents, outcome, reason, ruleLink } from './parts/marks.js';
import { instant } from './parts/zone.js';

const EXAMPLES = ['alert-document-stolen', 'alert-child-missing', 'flow-report-day', 'crossing-record-entry', 'request-vehicle'];

const WEIGHT = { matches: 0, no: 2, 'not-meant': 3 };

/** What decided first, then what came nearest, then the rest in the hub's order. Pure. */
export const sorted = (answers = []) => answers
  .map((answer, i) => ({ answer, weight: answer.nearest ? 1 : WEIGHT[answer.said] ?? 2, i }))
  .sort((a, b) => a.weight - b.weight || a.i - b.i)
  .map(({ answer }) => answer);

const saidKind = (answer) => (answer.said !== 'matches' ? 'off' : answer.kind === 'prohibit' ? 'bad' : 'ok');

/** What the hub is asked out of what was typed, or what is wrong with it. Pure. */
export function question({ message, to, facts: known, at }, zone) {
  const asked = {};
  for (const [name, text] of [['message', message], ['facts', known]]) {
    if (!text?.trim()) continue;
    try {
      asked[name] = JSON.parse(text);
    } catch (failure) {
      return { fault: name, detail: failure.message };
    }
  }
  if (!asked.message) return { fault: 'message', detail: '' };
  const agencies = (to ?? '').split(/[\s,;]+/).filter(Boolean);
  if (agencies.length) asked.to = agencies;
  if (at) asked.at = instant(at, zone);
  return { asked };
}

async function ask(ctx, event) {
  event.preventDefault();
  const form = Object.fromEntries(new FormData(event.target));
  ctx.local.typed = form;
  const { asked, fault, detail } = question(form, settings().zone);
  Object.assign(ctx.local, { fault, detail, problem: null, answer: null, busy: Boolean(asked) });
  ctx.rerender();
  if (!asked) return;
  try {
    ctx.local.answer = await ctx.api.post('/v1/ops/explain', asked);
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    ctx.local.problem = failure;
  }
  ctx.local.busy = false;
  ctx.rerender();
  document.getElementById('answer')?.focus();
}

async function example(ctx, event) {
  const name = event.target.value;
  if (!name) return;
  try {
    ctx.local.typed = { ...ctx.local.typed, message: JSON.stringify(await ctx.api.get(`/schemas/examples/${name}.json`), null, 2) };
    ctx.local.problem = null;
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    ctx.local.problem = failure;
  }
  ctx.rerender();
}

const area = (ctx, name, rows) => html`<div class="field"><label for="w-${name}">${t(`ask.${name}`)}</label>
  <textarea id="w-${name}" name=${name} class="code" dir="ltr" rows=${rows} spellcheck="false" .value=${ctx.local.typed?.[name] ?? ''}
    aria-invalid=${ctx.local.fault === name ? 'true' : 'false'} aria-describedby="w-${name}-note"></textarea>
  <p class="note ${ctx.local.fault === name ? 'fault' : ''}" id="w-${name}-note">${ctx.local.fault === name
    ? html`${t('whatif.no-json')} <span lang="en" dir="ltr">${ctx.local.detail}</span>` : t(`ask.${name}-note`)}</p></div>`;

const form = (ctx) => html`
  <form class="ask" @submit=${(event) => ask(ctx, event)}>
    <div class="field"><label for="w-example">${t('whatif.example')}</label>
      <select id="w-example" @change=${(event) => example(ctx, event)}><option value="">–</option>${EXAMPLES.map((name) => html`<option>${name}</option>`)}</select></div>
    ${area(ctx, 'message', 14)}
    <details ?open=${Boolean(ctx.local.typed?.to || ctx.local.typed?.facts || ctx.local.typed?.at)}><summary>${t('whatif.more')}</summary>
      <div class="field"><label for="w-to">${t('ask.to')}</label><input id="w-to" name="to" dir="ltr" .value=${ctx.local.typed?.to ?? ''} aria-describedby="w-to-note"><p class="note" id="w-to-note">${t('ask.to-note')}</p></div>
      <div class="field"><label for="w-at">${t('ask.at')}</label><input id="w-at" name="at" type="datetime-local" .value=${ctx.local.typed?.at ?? ''}></div>
      ${area(ctx, 'facts', 3)}</details>
    <button type="submit" class="main" aria-disabled=${Boolean(ctx.local.busy)}>${t('whatif.ask')}</button>
  </form>`;

const answerColumns = () => [
  { id: 'rule', label: t('pair.c-rule'), head: true, cell: (a) => ruleLink(a.rule) },
  { id: 'kind', label: t('agreement.c-kind'), cell: (a) => word('ruleKind', a.kind) },
  { id: 'said', label: t('whatif.c-said'), cell: (a) => html`${badge(saidKind(a), word('said', a.said))}${a.nearest ? html` ${badge('attention', t('whatif.nearest'))}` : nothing}` },
  { id: 'words', label: t('whatif.c-words'), cell: (a) => html`<span lang="en" dir="ltr">${a.words}</span>` },
  { id: 'article', label: t('pair.c-article'), optional: true, cell: (a) => html`<bdi>${[a.instrument, a.article].filter(Boolean).join(', ')}</bdi>` },
];

const decision = (ctx, d) => html`<section class="card" aria-labelledby="d-${d.to}">
  <h3 id="d-${d.to}">${ident(d.to)} ${outcome(d.outcome)}</h3>
  ${facts([
    [t('message.reason'), d.reason && reason(d.reason)],
    [t('message.rules'), d.rules?.length ? d.rules.map((name, i) => html`${i ? ', ' : nothing}${ruleLink(name)}`) : t('message.no-rule')],
    [t('message.removed'), idents(d.removed)],
    [t('message.transformed'), idents(d.transformed)],
  ])}
  <details><summary>${t('whatif.why', { n: d.answers?.length ?? 0 })}</summary>
    ${table(ctx, { id: `answers-${d.to}`, caption: t('whatif.answers'), rows: sorted(d.answers), key: (a) => a.rule, columns: answerColumns() })}</details>
  ${d.sideBySide?.length ? html`<details><summary>${t('content.beside')}</summary>
    <pre class="raw" dir="ltr" tabindex="0" aria-label=${t('content.beside')}>${d.sideBySide.join('\n')}</pre></details>` : nothing}
</section>`;

export default {
  title: 'whatif.title',
  every: 0,

  async load() {
    return {};
  },

  view(model, ctx) {
    const { answer, problem } = ctx.local;
    return html`
      <p>${t('whatif.text')}</p>
      ${form(ctx)}
      <div id="answer" tabindex="-1" role="status">
        ${problem ? html`<div class="fault">${problemText(problem)}</div>` : nothing}
        ${answer ? html`<h2>${t('whatif.answer', { n: answer.decisions.length })}</h2>
          ${answer.decisions.length ? answer.decisions.map((d) => decision(ctx, d)) : html`<p>${t('message.no-recipients')}</p>`}` : nothing}
      </div>`;
  },
};
