// Language, calendar, digits, time zone and look: five separate choices, kept in this browser; and one's own password.
import { html } from '../lib/html.js';
import { t } from '../lib/i18n.js';
import { dateTime, number } from '../lib/format.js';
import { ownPassword } from './parts/password.js';
import { CALENDARS, choose, DIGITS, LANGUAGES, settings, THEMES, ZONES } from '../lib/settings.js';

const NAMES = { en: 'English', fr: 'Français', ar: 'العربية', am: 'አማርኛ', so: 'Soomaali', sw: 'Kiswahili' };

const radios = (name, label, options, now) => html`
  <fieldset class="choices"><legend>${label}</legend>
    ${options.map(([value, text, lang]) => html`<label><input type="radio" name=${name} value=${value} .checked=${value === now}
      @change=${() => choose({ [name]: value })}> ${lang ? html`<span lang=${lang} dir="auto">${text}</span>` : text}</label>`)}
  </fieldset>`;

export default {
  title: 'settings.title',
  every: 0,
  async load() {
    return { zones: [...new Set([settings().zone, ...ZONES])] };
  },
  view({ zones }, ctx) {
    const now = settings();
    return html`
      <p>${t('settings.kept')}</p>
      ${radios('theme', t('settings.look'), THEMES.map((v) => [v, t(`settings.theme-${v}`)]), now.theme)}
      ${radios('language', t('settings.language'), LANGUAGES.map((v) => [v, NAMES[v], v]), now.language)}
      ${radios('calendar', t('settings.calendar'), CALENDARS.map((v) => [v, t(`settings.calendar-${v}`)]), now.calendar)}
      ${radios('digits', t('settings.digits'), DIGITS.map((v) => [v, t(`settings.digits-${v}`)]), now.digits)}
      <div class="choices field"><label for="zone">${t('settings.zone')}</label>
        <select id="zone" @change=${(e) => choose({ zone: e.target.value })}>
          ${zones.map((zone) => html`<option value=${zone} ?selected=${zone === now.zone}>${zone}</option>`)}
        </select></div>
      <section class="card" aria-labelledby="example"><h2 id="example">${t('settings.example')}</h2>
        <dl class="pairs"><dt>${t('settings.example-now')}</dt><dd>${dateTime(Date.now())}</dd>
          <dt>${t('settings.example-number')}</dt><dd>${number(1234567)}</dd></dl></section>
      <button type="button" @click=${() => choose({ columns: {} })}>${t('settings.columns-again')}</button>
      ${ownPassword(ctx)}`;
  },
};
