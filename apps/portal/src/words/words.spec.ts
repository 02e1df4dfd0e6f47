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

describe('words', () => {
  it('agrees in number', () => {
    expect([1, 2, 0].map((n) => words('common.n-points', { n }))).toEqual([
      '1 point',
      '2 points',
      '0 points',
    ]);
  });

  it('refuses at compile time what a message does not ask for, and less than it asks for', () => {
    // @ts-expect-error an argument is missing
    const missing = (): string => words('common.n-points');
    // @ts-expect-error an argument too many
    const surplus = (): string => words('common.loading', { n: 1 });
    // @ts-expect-error an argument of another name
    const misnamed = (): string => words('common.n-points', { points: 1 });
    // @ts-expect-error tags need elements
    const tagged = (): string => words('problem.see-handout');
    // @ts-expect-error no such key
    const unknown = (): string => words('common.nothing');
    expect([missing, surplus, misnamed, tagged, unknown]).toHaveLength(5);
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
