// Numbers, times and durations as the person has chosen: language, calendar, digits and time zone are independent.
import { html } from './html.js';
import { language, t, writeNumbers } from './i18n.js';
import { settings } from './settings.js';

let made = null;

/** Whether the browser can write dates in this language: Chromium cannot in Somali. Then dates are figures, and lengths of time are ours. */
const known = () => Intl.DateTimeFormat.supportedLocalesOf(language()).length > 0;
// English as the region writes it: the day before the month.
const LOCALES = { en: 'en-GB' };

function tag() {
  const { calendar, digits } = settings();
  const numbering = digits === 'auto' ? (language() === 'ar' ? 'arab' : 'latn') : digits;
  return `${LOCALES[language()] ?? language()}-u-ca-${calendar}-nu-${numbering}`;
}

function formats() {
  if (made) return made;
  const locale = known() ? tag() : tag().replace(language(), 'en-GB');
  const { zone } = settings();
  const date = known() ? { year: 'numeric', month: 'short', day: 'numeric' } : { year: 'numeric', month: '2-digit', day: '2-digit' };
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
  // In the narrow form hours and seconds are the same letter in Amharic, and days look like minutes in Somali.
  const unitDisplay = ['am', 'so'].includes(language()) ? 'short' : 'narrow';
  made = {
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
    rate: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
    compact: new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }),
    percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
    both: new Intl.DateTimeFormat(locale, { ...date, ...time, timeZone: zone }),
    time: new Intl.DateTimeFormat(locale, { ...time, timeZone: zone }),
    minute: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }),
    day: new Intl.DateTimeFormat(locale, { ...date, timeZone: zone }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
    unit: (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }),
  };
  return made;
}

/** After a choice or another language: everything is written anew. */
export function renewFormats() {
  made = null;
  writeNumbers(number);
}

/** Browsers add the era to Ethiopian dates, "AM" in Latin letters, which reads as the forenoon: it is left out, with the space before it. */
function withoutEra(format, instant) {
  const parts = format.formatToParts(new Date(instant));
  const era = parts.findIndex((part) => part.type === 'era');
  if (era > 0) parts.splice(parts[era - 1].type === 'literal' ? era - 1 : era, parts[era - 1].type === 'literal' ? 2 : 1);
  return parts.map((part) => part.value).join('');
}

export const number = (value) => (value === undefined || value === null ? '–' : formats().number.format(value));
export const rate = (value) => (value === undefined || value === null ? '–' : formats().rate.format(value));
export const compact = (value) => formats().compact.format(value);
export const percent = (share) => formats().percent.format(share);
export const dateTime = (instant) => withoutEra(formats().both, instant);
export const clock = (instant) => formats().time.format(new Date(instant));
export const minute = (instant) => formats().minute.format(new Date(instant));
export const day = (instant) => withoutEra(formats().day, instant);

const STEPS = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

const inUnit = (unit, n) => (known() ? formats().unit(unit).format(n) : t(`time.${unit}`, { n }));

/** How long ago, or in how long, in the largest unit that fits. */
export function relative(instant, now = Date.now()) {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) || STEPS[3];
  const count = Math.trunc(seconds / length);
  if (known()) return formats().relative.format(count, unit);
  return count === 0 ? t('time.now') : t(count < 0 ? 'time.ago' : 'time.in', { length: inUnit(unit, Math.abs(count)) });
}

/** Absolute and relative time together; the element holds the instant itself. */
export function time(instant) {
  if (!instant) return html`<span class="quiet">–</span>`;
  return html`<time datetime=${instant}><span class="abs">${dateTime(instant)}</span> <span class="rel">· ${relative(instant)}</span></time>`;
}

/** A length of time in the two largest units: `2 h 5 min`. */
export function duration(seconds) {
  if (seconds === undefined || seconds === null) return '–';
  const whole = Math.max(0, Math.round(seconds));
  const at = STEPS.findIndex(([, size]) => whole >= size);
  if (at < 0) return inUnit('second', 0);
  const parts = [];
  let rest = whole;
  for (const [unit, size] of STEPS.slice(at, at + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(inUnit(unit, count));
  }
  return parts.join(' ');
}

/** The zone that all times are shown in, for the frame. */
export const zone = () => t('frame.zone', { zone: settings().zone });
