// People: who may sign in, with which roles, for which states and agencies.
import { html, nothing, ident } from '../lib/html.js';
import { t, word } from '../lib/i18n.js';
import { time } from '../lib/format.js';
import { badge, empty } from '../lib/states.js';
import { table } from '../lib/table.js';
import { idents } from './parts/marks.js';

const ROLES = ['viewer', 'operator', 'reviewer', 'agreement-officer', 'auditor', 'administrator'];

const words = (text) => String(text ?? '').split(/[\s,;]+/).filter(Boolean);

/** States and agencies out of one field: `KEN, UGA.DCIC`. Pure. */
export const scopeOf = (text) => ({ states: words(text).filter((one) => !one.includes('.')), agencies: words(text).filter((one) => one.includes('.')) });

const scopeText = (scope) => [...(scope?.states ?? []), ...(scope?.agencies ?? [])].join(' ');

const roleField = (roles = []) => ({ name: 'roles', label: t('people.roles'), value: roles.join(' '), note: t('people.roles-note', { roles: ROLES.join(' ') }) });

const scopeField = (scope) => ({ name: 'scope', label: t('people.scope'), value: scopeText(scope), optional: true, note: t('people.scope-note') });

/** Tells a password that the hub made: once, to whoever asked for it. */
async function tell(ctx, asked) {
  const end = await asked;
  if (!end?.done) return;
  ctx.refresh();
  const { password, person: { login } } = end.answer;
  await ctx.open(({ close }) => html`<h2>${t('people.password-is', { login })}</h2>
    <p class="lead">${ident(password)}</p><p>${t('people.password-once')}</p>
    <div class="buttons"><button type="button" class="main" autofocus @click=${() => close()}>${t('act.close')}</button></div>`, { label: t('people.password-is', { login }) });
}

const create = (ctx) => tell(ctx, ctx.act({
    title: t('people.add'), confirm: t('people.add'), body: html`<p>${t('people.password-made')}</p>`,
    fields: [{ name: 'login', label: t('people.login') }, { name: 'name', label: t('people.name') }, roleField(), scopeField()],
    run: ({ roles, scope, ...rest }) => ctx.api.post('/v1/ops/people', { ...rest, roles: words(roles), scope: scopeOf(scope) }),
  }));

const person = (ctx, who, changes) => ctx.api.post(`/v1/ops/people/${encodeURIComponent(who.login)}`, changes);

const change = (ctx, who) => ctx.act({
  title: t('people.change-title', { login: who.login }), confirm: t('people.change'), fields: [roleField(who.roles), scopeField(who.scope)],
  run: ({ roles, scope, ...rest }) => person(ctx, who, { ...rest, roles: words(roles), scope: scopeOf(scope) }).then(ctx.refresh),
});

const lock = (ctx, who) => ctx.act({
  title: t(who.locked ? 'people.unlock-title' : 'people.lock-title', { login: who.login }), confirm: t(who.locked ? 'people.unlock' : 'people.lock'),
  danger: !who.locked, body: who.locked ? nothing : html`<p>${t('people.lock-text')}</p>`,
  run: (values) => person(ctx, who, { ...values, locked: !who.locked }).then(ctx.refresh),
});

const password = (ctx, who) => tell(ctx, ctx.act({
  title: t('people.password-title', { login: who.login }), confirm: t('people.set-password'), body: html`<p>${t('people.password-made')}</p>`,
  run: (values) => person(ctx, who, { ...values, newPassword: true }),
}));

const columns = (ctx) => [
  { id: 'login', label: t('people.login'), head: true, cell: (p) => ident(p.login) },
  { id: 'name', label: t('people.name'), cell: (p) => html`<bdi>${p.name ?? ''}</bdi>${p.issuer ? html` <span class="quiet">${t('people.elsewhere')} ${ident(p.issuer)}</span>` : nothing}` },
  { id: 'roles', label: t('people.roles'), cell: (p) => html`<span class="badges">${p.roles.map((role) => html`<span class="badge">${word('role', role)}</span>`)}</span>` },
  { id: 'scope', label: t('people.scope'), cell: (p) => (scopeText(p.scope) ? idents([...p.scope.states, ...p.scope.agencies]) : t('people.everything')) },
  { id: 'locked', label: t('people.state'), cell: (p) => (p.locked ? badge('paused', t('people.locked'))
      : p.closedUntil ? html`${badge('attention', t('people.closed-until'))} ${time(p.closedUntil)}` : badge('ok', t('people.active'))) },
  { id: 'lastSignIn', label: t('people.last-sign-in'), cell: (p) => (p.lastSignIn ? time(p.lastSignIn) : html`<span class="quiet">${t('people.never')}</span>`) },
  { id: 'acts', label: t('alerts.c-acts'), cell: (p) => html`<span class="acts">
      ${p.issuer ? nothing : html`<button type="button" @click=${() => change(ctx, p)}>${t('people.change')}…</button>`}
      <button type="button" @click=${() => lock(ctx, p)}>${t(p.locked ? 'people.unlock' : 'people.lock')}…</button>
      ${p.issuer ? nothing : html`<button type="button" @click=${() => password(ctx, p)}>${t('people.set-password')}…</button>`}</span>` },
];

export default {
  title: 'nav.people',
  every: 60,

  async load(params, api) {
    return api.get('/v1/ops/people');
  },

  view({ people }, ctx) {
    return html`
      <p><button type="button" class="main" @click=${() => create(ctx)}>${t('people.add')}…</button></p>
      ${people.length === 0
        ? empty(t('people.none'), t('people.none-text'))
        : table(ctx, { id: 'people', caption: t('people.caption'), rows: people, total: people.length, key: (p) => p.login, columns: columns(ctx) })}
      <section aria-labelledby="roles"><h2 id="roles">${t('people.what-roles-may')}</h2>
        <dl class="facts">${ROLES.map((role) => html`<div><dt>${word('role', role)}</dt><dd>${t(`roleMay.${role}`)}</dd></div>`)}</dl></section>`;
  },
};
