/**
 * What is due for one student: an assignment's dates and late rule, with that student's extensions and late days.
 *
 * All times are instants. An hour is 60 minutes and a day 24 hours from the end of the grace period, also where clocks are
 * put forward or back in between; each hour or day that has begun counts whole.
 */

/** How work is taken after it was due. */
export type LateRule =
  /** Not at all. */
  | { readonly kind: 'none' }
  /** For a while, at no cost. */
  | { readonly kind: 'grace'; readonly graceMinutes: number }
  /** At a credit that falls by `percent` with each hour or day, down to `floor` percent. Without `closesAt` until it is 0. */
  | {
      readonly kind: 'sliding';
      readonly graceMinutes: number;
      readonly percent: number;
      readonly per: 'hour' | 'day';
      readonly floor: number;
      readonly closesAt: Date | null;
    }
  /** At full credit; each day is taken from what the student has for the whole course, at most `most` of them here. */
  | {
      readonly kind: 'late-days';
      readonly graceMinutes: number;
      readonly most: number | null;
      readonly closesAt: Date | null;
    };

/** When work is due, for everybody; null: any time. */
export interface DatedPolicy {
  readonly dueAt: Date | null;
  readonly late: LateRule;
}

/** Puts a due date off by so many minutes, and until this instant at least. */
export interface Extension {
  readonly minutes: number;
  readonly dueAt: Date | null;
}

/** What a student has of late days, and what other assignments took of it. */
export interface LateDayBudget {
  readonly budget: number;
  readonly usedElsewhere: number;
  /** When the student's newest work for this assignment came in that counts; null for none. */
  readonly lastTakenAt: Date | null;
}

export interface EffectivePolicy extends DatedPolicy {
  /** The last instant at which work is taken; null: any time. */
  readonly closesAt: Date | null;
  readonly isExtended: boolean;
  /** Null unless late days may be spent here. */
  readonly lateDays: {
    readonly budget: number;
    readonly usedElsewhere: number;
    readonly usedHere: number;
  } | null;
}

/** What handing in at some moment means. */
export interface Standing {
  readonly isTaken: boolean;
  /** 0 to 1; 0 where nothing is taken. */
  readonly credit: number;
  /** Null unless late days may be spent here. `uses`: beyond those that the assignment has cost already; `left`: after it. */
  readonly lateDays: { readonly uses: number; readonly left: number; readonly budget: number } | null;
}

const MINUTE_MS = 60_000;
const UNIT_MS = { hour: 60 * MINUTE_MS, day: 24 * 60 * MINUTE_MS } as const;

/**
 * The rule for one student. Of several extensions the one that goes farthest counts, and none makes anything due earlier; an
 * absolute end of late work moves as far as the due date does. Whatever is derived from a due date that was moved is derived
 * anew: late days that an extension made unnecessary are given back.
 */
export function effectivePolicy(
  base: DatedPolicy,
  extensions: readonly Extension[],
  { budget, usedElsewhere, lastTakenAt }: LateDayBudget,
): EffectivePolicy {
  const { dueAt, late } = base;
  if (dueAt === null) return { dueAt, late, closesAt: null, isExtended: false, lateDays: null };
  const extended = extensions.map((extension) =>
    Math.max(dueAt.getTime() + extension.minutes * MINUTE_MS, extension.dueAt?.getTime() ?? 0),
  );
  const due = Math.max(dueAt.getTime(), ...extended);
  const shifted = { dueAt: new Date(due), late: shiftEnd(late, due - dueAt.getTime()) };
  const lateDays =
    late.kind === 'late-days'
      ? { budget, usedElsewhere, usedHere: lastTakenAt ? lateDaysAt(shifted, lastTakenAt) : 0 }
      : null;
  return { ...shifted, lateDays, closesAt: endOf(shifted, lateDays), isExtended: due > dueAt.getTime() };
}

/** The credit of work that was taken at some moment, 0 to 1: what was in time for the rule stays so when the rule ends. */
export function creditAt({ dueAt, late }: DatedPolicy, at: Date): number {
  if (dueAt === null || late.kind !== 'sliding') return 1;
  const begun = unitsLate({ dueAt, late }, at, UNIT_MS[late.per]);
  return Math.max(late.floor, 100 - late.percent * begun) / 100;
}

/** How many late days work of this moment costs in all; 0 where the assignment takes none. */
export function lateDaysAt(policy: DatedPolicy, at: Date): number {
  return policy.late.kind === 'late-days' ? unitsLate(policy, at, UNIT_MS.day) : 0;
}

/** What handing in at this moment means to the student. */
export function standingAt(policy: EffectivePolicy, at: Date): Standing {
  const { closesAt, lateDays } = policy;
  const isTaken = closesAt === null || at <= closesAt;
  const credit = isTaken ? creditAt(policy, at) : 0;
  if (lateDays === null) return { isTaken, credit, lateDays };
  const { budget, usedElsewhere, usedHere } = lateDays;
  const uses = isTaken ? Math.max(0, lateDaysAt(policy, at) - usedHere) : 0;
  const left = Math.max(0, budget - usedElsewhere - usedHere - uses);
  return { isTaken, credit, lateDays: { uses, left, budget } };
}

/** The moment until which, from `at` on, handing in surely means the same; null: it stays so. */
export function standingChangesAfter({ dueAt, late, closesAt }: EffectivePolicy, at: Date): Date | null {
  if (dueAt === null || (closesAt !== null && at > closesAt)) return null;
  const moments = closesAt === null ? [] : [closesAt.getTime()];
  if (late.kind === 'sliding' || late.kind === 'late-days') {
    const unitMs = UNIT_MS[late.kind === 'sliding' ? late.per : 'day'];
    moments.push(graceEnd(dueAt, late) + unitsLate({ dueAt, late }, at, unitMs) * unitMs);
  }
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}

function shiftEnd(late: LateRule, byMs: number): LateRule {
  if (!('closesAt' in late) || late.closesAt === null) return late;
  return { ...late, closesAt: new Date(late.closesAt.getTime() + byMs) };
}

function graceEnd(dueAt: Date, late: LateRule): number {
  return dueAt.getTime() + ('graceMinutes' in late ? late.graceMinutes : 0) * MINUTE_MS;
}

function unitsLate({ dueAt, late }: DatedPolicy, at: Date, unitMs: number): number {
  return dueAt === null ? 0 : Math.max(0, Math.ceil((at.getTime() - graceEnd(dueAt, late)) / unitMs));
}

function endOf({ dueAt, late }: DatedPolicy, lateDays: EffectivePolicy['lateDays']): Date | null {
  if (dueAt === null) return null;
  const grace = graceEnd(dueAt, late);
  const ends = [lastMoment(late, lateDays, grace)];
  if ('closesAt' in late && late.closesAt !== null) ends.push(late.closesAt.getTime());
  const end = Math.min(...ends);
  return end === Infinity ? null : new Date(Math.max(end, dueAt.getTime()));
}

/** Where the rule ends by itself. */
function lastMoment(late: LateRule, lateDays: EffectivePolicy['lateDays'], grace: number): number {
  switch (late.kind) {
    case 'none':
    case 'grace':
      return grace;
    case 'sliding':
      return late.floor > 0 ? Infinity : grace + (Math.ceil(100 / late.percent) - 1) * UNIT_MS[late.per];
    case 'late-days': {
      const { budget, usedElsewhere, usedHere } = lateDays ?? { budget: 0, usedElsewhere: 0, usedHere: 0 };
      const available = Math.min(late.most ?? Infinity, budget - usedElsewhere);
      // Days that are paid for already can be used again.
      return grace + Math.max(usedHere, available) * UNIT_MS.day;
    }
  }
}
