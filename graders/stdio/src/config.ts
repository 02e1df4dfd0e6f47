import { VISIBILITIES } from '#libs/domain';
import { z } from 'zod';

export const LANGUAGES = ['c', 'c++', 'python'] as const;
export type Language = (typeof LANGUAGES)[number];

const fileName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9]+)?$/, 'is not a file name like main.c')
  .max(64);
const EXTENSION: Readonly<Record<Language, string>> = { c: '.c', 'c++': '.cpp', python: '.py' };

/** How near to the expected output is right. */
const compareSchema = z.union([
  z.enum(['exact', 'lines', 'tokens', 'numbers']).transform((mode) => ({ mode, ...DEFAULT_TOLERANCE })),
  z.strictObject({
    mode: z.enum(['exact', 'lines', 'tokens', 'numbers']),
    /** Whether `Yes` is `YES`; not with mode exact. */
    ignoreCase: z.boolean().default(false),
    /** Mode numbers: near enough is |got - expected| <= max(absolute, relative * |expected|). */
    absolute: z.number().nonnegative().default(1e-6),
    relative: z.number().nonnegative().default(1e-6),
  }),
]);
const DEFAULT_TOLERANCE = { ignoreCase: false, absolute: 1e-6, relative: 1e-6 };
export type Compare = z.infer<typeof compareSchema>;

const fullCase = z.strictObject({
  /** Also the name of its files: checks/<name>.in and checks/<name>.out. */
  name: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}$/, 'use letters, digits, spaces, dots and hyphens'),
  points: z.number().min(0).max(1000).default(1),
  visibility: z.enum(VISIBILITIES).default('student'),
  /** Standard input, instead of checks/<name>.in. */
  input: z.string().exactOptional(),
  /** Expected standard output, instead of checks/<name>.out. */
  output: z.string().exactOptional(),
  /** Arguments of the program. */
  args: z.array(z.string().max(1000)).max(50).default([]),
  compare: compareSchema.exactOptional(),
});
const caseSchema = z.union([fullCase.shape.name.transform((name) => fullCase.parse({ name })), fullCase]);
export type StdioCase = z.infer<typeof fullCase>;

const CPP_MIB = 512;
const limitsSchema = z.strictObject({
  /** Processor seconds of one run. */
  seconds: z.number().min(0.05).max(60).default(2),
  /** Of the program, its files and the compiler. 512 for C++, else 256, unless given. */
  memoryMiB: z.int().min(64).max(4096).exactOptional(),
  /** Of standard output. */
  outputKiB: z.int().min(1).max(16_384).default(1024),
  /** Runs that may run out of time before the cases that are left are not run any more. */
  timeouts: z.int().min(1).max(200).default(3),
});

/** Sets the compiler's dialect, warnings and macros; nothing that would name other files. */
const flag = z
  .string()
  .regex(
    /^-(?:std=|O|W|f|g|m|D|U|l|pedantic|pthread|ansi)[\w=+.,:-]*$/,
    'is not a flag like -O2 or -std=c17',
  );

export const configSchema = z
  .strictObject({
    language: z.enum(LANGUAGES),
    /** What students hand in; the program begins in the first. main.c, main.cpp or main.py unless given. */
    files: z.array(fileName).min(1).max(20).exactOptional(),
    /** Files of checks/given that lie beside the student's: a header, or a main that calls their functions. */
    given: z.array(fileName).max(20).default([]),
    /** Of the compiler; for C and C++. */
    flags: z.array(flag).max(20).default([]),
    compare: compareSchema.default({ mode: 'lines', ...DEFAULT_TOLERANCE }),
    /** A program in checks/ (.c, .cpp or .py) that judges outputs instead of a comparison. */
    checker: fileName.exactOptional(),
    /** Whether a program must end with exit status 0. */
    exitStatus: z.enum(['zero', 'any']).default('zero'),
    limits: limitsSchema.prefault({}),
    cases: z
      .array(caseSchema)
      .min(1)
      .max(200)
      .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two cases have one name'),
    maxBytes: z.int().positive().max(1_048_576).default(262_144),
  })
  .refine(({ language, flags }) => language !== 'python' || flags.length === 0, {
    path: ['flags'],
    message: 'Python is not compiled',
  })
  .refine(({ checker }) => checker === undefined || languageOf(checker) !== null, {
    path: ['checker'],
    message: 'must end in .c, .cpp or .py',
  })
  .refine(
    ({ files, given, checker }) => noneTwice([...(files ?? []), ...given]) && !given.includes(checker ?? ''),
    {
      path: ['given'],
      message: 'a name is there twice',
    },
  )
  .refine(({ language, limits }) => language !== 'c++' || (limits.memoryMiB ?? CPP_MIB) >= CPP_MIB, {
    path: ['limits', 'memoryMiB'],
    message: `must be at least ${CPP_MIB}: the compiler for C++ needs as much`,
  })
  .transform(({ files, limits, ...rest }) => ({
    ...rest,
    files: files ?? [`main${EXTENSION[rest.language]}`],
    limits: { ...limits, memoryMiB: limits.memoryMiB ?? (rest.language === 'c++' ? CPP_MIB : 256) },
  }));

export type StdioConfig = z.infer<typeof configSchema>;

/** The language of a source file by its ending; null for what is no source of a program. */
export function languageOf(file: string): Language | null {
  return LANGUAGES.find((language) => file.endsWith(EXTENSION[language])) ?? null;
}

function noneTwice(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

/** @throws Error that names the field. */
export function parseConfig(raw: unknown): StdioConfig {
  const parsed = configSchema.safeParse(raw);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error), { cause: parsed.error });
  return parsed.data;
}
