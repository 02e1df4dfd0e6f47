import type { ReactNode } from 'react';
import type { en } from './en';

type Catalogue = typeof en;
export type WordKey = keyof Catalogue;

/** Another language has every key of the first, and none besides. That the arguments agree, a spec looks at. */
export type TranslationOf<Source> = Readonly<Record<keyof Source, string>>;

/** What stands before a brace that opens a branch of a plural, not an argument. */
type BeforeBranch = `${string}, plural, ${string}` | `${string}} ${'one' | 'other'} `;
type UpTo<Text extends string, End extends string> = Text extends `${infer Before}${End}${string}`
  ? Before
  : Text;

/** Names of the arguments of an ICU message: `{name}` and `{n, plural, one {# point} other {# points}}`. */
export type ArgumentsOf<Text extends string> = Text extends `${infer Before}{${infer Rest}`
  ? (Before extends BeforeBranch ? never : UpTo<UpTo<Rest, '}'>, ','>) | ArgumentsOf<Rest>
  : never;

/** Names of the tags of an ICU message: `<link>handout</link>`. */
export type TagsOf<Text extends string> = Text extends `${string}<${infer Tag}>${infer Rest}`
  ? (Tag extends `/${string}` ? never : Tag) | TagsOf<Rest>
  : never;

/** Keys of the messages that are text alone. */
export type PlainKey = {
  [Key in WordKey]: [TagsOf<Catalogue[Key]>] extends [never] ? Key : never;
}[WordKey];

type Values<Key extends WordKey, Value> = Readonly<
  Record<ArgumentsOf<Catalogue[Key]>, Value> &
    Record<TagsOf<Catalogue[Key]>, (chunks: ReactNode) => ReactNode>
>;

/** What a message must be given: nothing, or each argument and tag by its name. */
export type Given<Key extends WordKey, Value> = [
  ArgumentsOf<Catalogue[Key]> | TagsOf<Catalogue[Key]>,
] extends [never]
  ? []
  : [values: Values<Key, Value>];
