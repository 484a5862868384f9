// Words. Every text of a page is t('page.thing', {values}); lang/en.json is the source, the other languages follow it.
import { settings } from './settings.js';

const words = { language: 'en', own: {}, source: {} };
let plurals = new Intl.PluralRules('en');
let number = (value) => String(value);

/** Keys that were asked for and are in no file; a test looks here. */
export const missing = new Set();
globalThis.kivukoMissing = missing;

async function file(base, language) {
  const answer = await fetch(`${base}/lang/${language}.json`, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`no words for ${language}`);
  return answer.json();
}

/** Loads the words of the chosen language; English stands in for what a language does not have. */
export async function load(base) {
  const { language } = settings();
  const source = file(base, 'en');
  const own = language === 'en' ? source : file(base, language).catch(() => null);
  words.source = await source;
  words.own = (await own) || {};
  words.language = (await own) ? language : 'en';
  plurals = new Intl.PluralRules(words.language);
}

/** How numbers within texts are written. */
export function writeNumbers(format) {
  number = format;
}

export const language = () => words.language;
export const direction = (tag = words.language) => (tag === 'ar' ? 'rtl' : 'ltr');

/** Whether a speaker of the language has reviewed its words; the head of its file says so. English is the source. */
export const reviewed = () => words.language === 'en' || Boolean(words.own['@review']?.by);

/** Whether there is a text of this key. */
export const has = (key) => key in words.own || key in words.source;

/** A text in the chosen language. `n` chooses the plural form; what is put in stays apart from what surrounds it. */
export function t(key, values = {}) {
  const entry = words.own[key] ?? words.source[key];
  if (entry === undefined) {
    missing.add(key);
    console.error(`no text ${key}`);
    return `⟦${key}⟧`;
  }
  const text = typeof entry === 'string' ? entry : entry[plurals.select(Number(values.n))] ?? entry.other;
  return text.replace(/\{(\w+)\}/g, (place, name) => {
    const value = values[name];
    if (value === undefined) return place;
    return typeof value === 'number' ? number(value) : `\u2068${value}\u2069`;
  });
}

/** The word for a code of the hub (`reason.PROHIBITED`); the code itself where no word is known yet. */
export function word(group, code) {
  if (code === undefined || code === null || code === '') return '';
  const key = `${group}.${code}`;
  return has(key) ? t(key) : code;
}
