// What a person has chosen, kept in this browser: language, calendar, digits and time zone are four separate choices.
const KEY = 'kivuko.settings';

export const LANGUAGES = ['en', 'fr', 'ar', 'am', 'so', 'sw'];
export const CALENDARS = ['gregory', 'ethiopic'];
export const DIGITS = ['auto', 'latn', 'arab'];
export const THEMES = ['auto', 'light', 'dark'];
export const ZONES = [
  'UTC', 'Africa/Addis_Ababa', 'Africa/Dar_es_Salaam', 'Africa/Djibouti', 'Africa/Juba', 'Africa/Kampala', 'Africa/Khartoum',
  'Africa/Mogadishu', 'Africa/Nairobi',
];

const listeners = new Set();
let kept = read();

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}

function browserLanguage() {
  const wanted = (navigator.languages || [navigator.language]).map((tag) => tag.split('-')[0]);
  return wanted.find((tag) => LANGUAGES.includes(tag)) || 'en';
}

/** All settings, with what the browser says where nothing was chosen. */
export function settings() {
  return {
    language: browserLanguage(),
    calendar: 'gregory',
    digits: 'auto',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
    theme: 'auto',
    columns: {},
    ...kept,
  };
}

/** Keeps a choice and tells whoever listens. */
export function choose(changes) {
  kept = { ...kept, ...changes };
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // No storage (private window): it holds until the page is left.
  }
  listeners.forEach((listener) => listener(settings()));
}

export function onChoice(listener) {
  listeners.add(listener);
}
