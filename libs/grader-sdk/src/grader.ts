import type { z } from 'zod';
import type { JobClass, SubmissionShape, TestCase, TestCaseResult } from '#libs/domain';
import type { Files, Sandbox } from './sandbox';

/** Small typed facts that a grader found, for machines and staff: `{ testErrors: 131, model: 'relu, cross-entropy' }`. */
export type Facts = Readonly<Record<string, unknown>>;

/** Something that happened inside a case, shown while grading runs. */
export interface Progress {
  /** For example `epoch 3 of 8`. */
  readonly message: string;
  /** Points of a live curve: `{ name: 'loss', x: 3, y: 0.12 }`. */
  readonly metrics?: readonly { readonly name: string; readonly x: number; readonly y: number }[];
}

/** Finds data sets that are too large to ship (MNIST). */
export abstract class Datasets {
  /** The folder that holds the verified files of a data set. @throws InfrastructureError that says how to get it. */
  abstract locate(name: string): Promise<string>;
}

export interface GradingInput {
  /** Uploaded files by name; already checked against the shape (count, names, sizes). */
  readonly files: Files;
  /** Answers by field name; already checked against the shape. */
  readonly answers: ReadonlyMap<string, string>;
  /** Hidden inputs and expected outputs from the pack's `checks/`, by path relative to it. */
  readonly checks: Files;
  readonly sandbox: Sandbox;
  readonly datasets: Datasets;
  /** Secret, and the same for the same submission: all of a grader's randomness comes from it. */
  readonly seed: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** What a grader knows once all cases are through. */
export interface GradingSummary {
  readonly facts: Facts;
  /** Digest of the sandbox image that was used, where one was. */
  readonly imageDigest?: string;
}

/** How an answer was read, shown before it is submitted. */
export type Reading =
  | { readonly kind: 'read'; readonly latex: string; readonly remarks: readonly string[] }
  | { readonly kind: 'unreadable'; readonly message: string; readonly position?: number };

/**
 * A way to judge work. A grader says what happened in each planned case; the platform adds up.
 * A grader never throws because of what a student sent; all that it throws is an InfrastructureError.
 */
export interface Grader<Config> {
  /** Its folder's name. */
  readonly id: string;
  /** Changes whenever a verdict could; stored in every report. */
  readonly version: string;
  /** It judges nothing itself: all points wait for a person (`needs-review`). */
  readonly forPeople?: boolean;
  /** What a manifest may write, from which editors complete it. */
  readonly configSchema?: z.ZodType;
  /** A manifest is untrusted text. @throws Error that names the field; its cause, where zod refused, is the ZodError. */
  parseConfig(raw: unknown): Config;
  /** What students hand in. */
  shape(config: Config): SubmissionShape;
  plan(config: Config): readonly TestCase[];
  /** The workers that it needs; without it, any. */
  jobClass?(config: Config): JobClass;
  /** Yields one result per planned case, in any order, as they happen; returns the summary. */
  grade(input: GradingInput, config: Config): AsyncGenerator<TestCaseResult, GradingSummary, void>;
  /** For answer graders: how the text of a field is read. Costs no attempt. */
  read?(field: string, text: string, config: Config): Promise<Reading>;
  /** What `checks/` lacks or has too much, as far as can be told without running anything. */
  inspect?(checks: Files, config: Config): readonly PackRemark[];
}

/** A fault of a pack, found by reading it. */
export interface PackRemark {
  readonly message: string;
  /** The file at fault, relative to the problem's folder; where it is absent, the fault is in the manifest. */
  readonly file?: string;
  /** Where in the config, for example `['cases', 2]`. */
  readonly path?: readonly (string | number)[];
}

/** A grader whose config type is closed over, so that a list of different graders needs neither `any` nor a cast. */
export interface AnyGrader {
  readonly id: string;
  readonly version: string;
  readonly configSchema?: z.ZodType;
  /** Checks a manifest's config. @throws Error that names the field; its cause, where zod refused, is the ZodError. */
  configure(raw: unknown): ConfiguredGrader;
}

export interface ConfiguredGrader {
  readonly id: string;
  readonly version: string;
  /** All points wait for a person. */
  readonly forPeople: boolean;
  readonly shape: SubmissionShape;
  readonly plan: readonly TestCase[];
  readonly jobClass: JobClass;
  grade(input: GradingInput): AsyncGenerator<TestCaseResult, GradingSummary, void>;
  readonly read?: (field: string, text: string) => Promise<Reading>;
  readonly inspect: (checks: Files) => readonly PackRemark[];
}

export function defineGrader<Config>(grader: Grader<Config>): AnyGrader {
  return {
    id: grader.id,
    version: grader.version,
    ...(grader.configSchema && { configSchema: grader.configSchema }),
    configure(raw) {
      const config = grader.parseConfig(raw);
      const read = grader.read?.bind(grader);
      return {
        id: grader.id,
        version: grader.version,
        forPeople: grader.forPeople === true,
        shape: grader.shape(config),
        plan: grader.plan(config),
        jobClass: grader.jobClass?.(config) ?? 'cpu',
        grade: (input) => grader.grade(input, config),
        inspect: (checks) => grader.inspect?.(checks, config) ?? [],
        ...(read && { read: (field: string, text: string) => read(field, text, config) }),
      };
    },
  };
}
