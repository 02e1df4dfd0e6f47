import type { ArgumentsOf, Given, PlainKey, WordKey } from './catalogue';
import { createIntl } from 'react-intl';
import { words } from '.';
import { de } from './de';
import { en } from './en';
import { localeFor, preferredLanguage } from './language';

/** Of a parsed message, what names arguments and tags. */
interface Part {
  readonly type: number;
  readonly value?: string;
  readonly children?: readonly Part[];
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}
const TEXT = 0;
const { formatters } = createIntl({ locale: 'en' });

/** Names of the arguments and tags of a message. @throws when it is no ICU message */
const askedBy = (message: string, locale: string): readonly string[] =>
  [...new Set(namesIn(formatters.getMessageFormat(message, locale).getAst()))].sort();

const namesIn = (parts: readonly Part[]): readonly string[] =>
  parts.flatMap(({ type, value, children = [], options = {} }) => [
    ...(value === undefined || type === TEXT ? [] : [value]),
    ...namesIn(children),
    ...Object.values(options).flatMap((option) => namesIn(option.value)),
  ]);

describe('the catalogues', () => {
  const keys = Object.keys(en) as (keyof typeof en)[];

  it('have the same keys', () => {
    expect(Object.keys(de).sort()).toEqual([...keys].sort());
  });

  it('ask for the same arguments in every language', () => {
    const asked = (messages: typeof de | typeof en, locale: string): unknown =>
      Object.fromEntries(keys.map((key) => [key, askedBy(messages[key], locale)]));
    expect(asked(de, 'de')).toEqual(asked(en, 'en'));
  });

  it('leave no text empty', () => {
    expect(keys.filter((key) => en[key].trim() === '' || de[key].trim() === '')).toEqual([]);
  });
});

/** Whether two types are one: else `true` is not of this type, and the compiler says so. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;

describe('words', () => {
  it('agrees in number', () => {
    expect([1, 2, 0].map((n) => words('common.n-points', { n }))).toEqual([
      '1 point',
      '2 points',
      '0 points',
    ]);
  });

  it('knows at compile time what a message asks for', () => {
    const asks: readonly [
      Same<ArgumentsOf<(typeof en)['common.n-points']>, 'n'>,
      Same<Given<'common.loading', number>, []>,
      Same<Extract<PlainKey, 'problem.see-handout'>, never>,
      Same<Extract<WordKey, 'common.nothing'>, never>,
    ] = [true, true, true, true];
    expect(asks).toHaveLength(4);
  });
});

describe('the language of a viewer', () => {
  it.each([
    [null, ['de-AT', 'en'], 'de'],
    [null, ['fr-FR', 'de'], 'de'],
    [null, ['fr-FR'], 'en'],
    ['en', ['de-DE'], 'en'],
    ['tlh', ['de-DE'], 'de'],
  ] as const)('chosen %j with a browser for %j is %s', (chosen, browser, language) => {
    expect(preferredLanguage(chosen, browser)).toBe(language);
  });

  it('is written as in the country of the viewer', () => {
    expect(localeFor('en', ['de-DE', 'en-GB'])).toBe('en-GB');
    expect(localeFor('de', ['en-GB'])).toBe('de');
  });
});
