// One rule with its text: what it says in words, and as it stands in its file.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { number } from '../lib/format.js';
import { badge } from '../lib/states.js';
import { jsonView } from '../lib/json.js';
import { Problem } from '../lib/api.js';
import { facts, idents } from './parts/marks.js';

const list = (value) => (value === undefined ? [] : [value].flat());

const some = (value) => (list(value).length ? idents(list(value)) : nothing);

const pairsOf = (object) => Object.entries(object ?? {}).map(([name, value], i) => html`${i ? ', ' : nothing}<bdi dir="ltr" class="ident">${name}</bdi>: <bdi>${value}</bdi>`);

const given = (object) => (Object.keys(object ?? {}).length ? pairsOf(object) : nothing);

const terms = (r) => [
  [t('agreement.c-from'), some(r.from)],
  [t('agreement.c-to'), some(r.to)],
  [t('rule.annex'), r.annex && ident(r.annex)],
  [t('agreement.c-messages'), list(r.messages).length ? list(r.messages).map((name, i) => html`${i ? ', ' : nothing}${word('type', `kivuko.${name}.v1`)}`) : nothing],
  [t('pair.c-alert-types'), some(r.alertTypes)],
  [t('rule.senders'), some(r.senders)],
  [t('pair.c-recipients'), some(r.recipients)],
  [t('rule.posts'), some(r.posts)],
  [t('pair.c-purposes'), some(r.purposes)],
  [t('rule.statuses'), list(r.statuses).length ? list(r.statuses).map((code, i) => html`${i ? ', ' : nothing}${word('status', code)}`) : nothing],
  [t('rule.travellers'), some(r.travellers)],
  [t('rule.min-severity'), r.minSeverity && ident(r.minSeverity)],
  [t('rule.when-protected'), r.when?.protected ? t('rule.yes') : nothing],
  [t('rule.keep'), some(r.fields?.keep)],
  [t('rule.transform'), given(r.fields?.transform)],
  [t('rule.require'), some(r.fields?.require)],
  [t('message.handling'), given(r.handling)],
  [t('rule.retention'), r.retention && ident(r.retention)],
  [t('rule.onward'), r.onward && html`${ident(r.onward)} ${some(r.onwardTo)}`],
  [t('rule.evidence'), r.evidence && ident(r.evidence)],
  [t('rule.acknowledge'), given(r.acknowledge)],
  [t('rule.rate-cap'), r.rateCap && ident(r.rateCap)],
  [t('rule.review'), r.review ? html`${t('rule.yes')} ${r.reviewWithin ? ident(r.reviewWithin) : nothing}` : nothing],
  [t('rule.max-bytes'), r.maxBytes === undefined ? nothing : number(r.maxBytes)],
];

export default {
  title: ({ path: [agreement = '', rule = ''] }, t1) => t1('rule.title', { agreement, rule }),
  every: 0,

  async load({ path: [id = '', name = ''] }, api) {
    const agreement = await api.get(`/v1/agreements/${encodeURIComponent(id)}`);
    const rule = agreement.rules.find((one) => one.rule === name);
    if (!rule) throw new Problem({ status: 404, code: 'NOT_FOUND' });
    return { agreement, rule };
  },

  view({ agreement, rule }) {
    return html`
      <p class="lead"><a href="/console/agreement/${encodeURIComponent(agreement.agreement)}">${ident(`${agreement.agreement}@${agreement.version}`)}</a>
        <bdi>${agreement.title}</bdi> ${badge(rule.kind === 'permit' ? 'ok' : 'bad', word('ruleKind', rule.kind))}</p>
      <p><bdi>${agreement.instrument.name}${agreement.instrument.article ? `, ${agreement.instrument.article}` : ''}</bdi></p>
      ${facts(terms(rule))}
      <section aria-labelledby="text"><h2 id="text">${t('rule.text')}</h2>${jsonView(rule, { depth: 3 })}</section>`;
  },
};
