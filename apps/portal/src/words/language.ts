/** Languages of the portal, each by its own name. */
export const LANGUAGES = [
  { id: 'en', name: 'English' },
  { id: 'de', name: 'Deutsch' },
] as const;
export type Language = (typeof LANGUAGES)[number]['id'];

const KEY = 'assay-language';

const isLanguage = (text: string): text is Language => LANGUAGES.some(({ id }) => id === text);

/** The viewer's choice, else the first of the browser's languages that the portal knows, else English. */
export function preferredLanguage(chosen: string | null, browser: readonly string[]): Language {
  return [chosen ?? '', ...browser.map((locale) => locale.slice(0, 2))].find(isLanguage) ?? 'en';
}

/** How the viewer writes numbers and dates in a language: as in the viewer's own country where the browser says which. */
export function localeFor(language: Language, browser: readonly string[]): string {
  return browser.find((locale) => locale.startsWith(`${language}-`)) ?? language;
}

/** Storage may be forbidden; then the browser's language is all there is. */
export function chosenLanguage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // See above: the choice can't be kept.
  }
}
