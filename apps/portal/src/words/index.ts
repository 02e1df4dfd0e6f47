import { createIntl, createIntlCache, type IntlShape } from 'react-intl';
import { createElement, type ReactNode } from 'react';
import type { Given, PlainKey, WordKey } from './catalogue';
import { en } from './en';
import { chosenLanguage, type Language, localeFor, preferredLanguage, rememberLanguage } from './language';

export { LANGUAGES } from './language';

/**
 * The portal speaks one language from its start to its end: choosing another loads it anew (drafts are kept). So a word
 * is a plain function call, in a component or out of it, and nothing has to follow a change of language.
 */
type Messages = Readonly<Record<WordKey, string>>;

let language: Language = 'en';
let current: IntlShape = speaker('en', en);

function speaker(locale: string, messages: Messages): IntlShape {
  return createIntl({ locale, messages }, createIntlCache());
}

/** Speaks the viewer's language from now on; before anything is drawn. */
export async function speakViewersLanguage(): Promise<void> {
  const wanted = preferredLanguage(chosenLanguage(), navigator.languages);
  const messages = await catalogueOf(wanted);
  language = messages === en ? 'en' : wanted;
  current = speaker(localeFor(language, navigator.languages), messages);
  document.documentElement.lang = language;
}

/** German is fetched only where it is spoken; where it can't be fetched, English is better than no page. */
async function catalogueOf(wanted: Language): Promise<Messages> {
  if (wanted === 'en') return en;
  return import('./de').then(
    ({ de }) => de,
    () => en,
  );
}

export const spokenLanguage = (): Language => language;

/** From now on this language, here and after the next visit. */
export function chooseLanguage(chosen: Language): void {
  rememberLanguage(chosen);
  window.location.reload();
}

/** For numbers and dates; texts are asked for by `words`. */
export const intl = (): IntlShape => current;

/** A text of the catalogue in the language of the page. */
export function words<Key extends PlainKey>(key: Key, ...[values]: Given<Key, string | number>): string {
  return current.formatMessage({ id: key }, values);
}

/** A text with elements in it: as arguments, or by what a tag makes of the words inside it. */
export function richWords<Key extends WordKey>(key: Key, ...[values]: Given<Key, ReactNode>): ReactNode {
  return current.formatMessage({ id: key }, values);
}

/** What the tag `<b>` makes of its words. */
export const bold = (chunks: ReactNode): ReactNode => createElement('strong', null, chunks);
