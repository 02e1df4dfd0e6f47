import fc from 'fast-check';
import {
  creditAt,
  effectivePolicy,
  lateDaysAt,
  standingAt,
  standingChangesAfter,
  type DatedPolicy,
  type EffectivePolicy,
  type Extension,
  type LateDayBudget,
  type LateRule,
} from './effective-policy';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DUE = new Date('2026-11-30T22:59:00Z');
const late = (ms: number) => new Date(DUE.getTime() + ms);

const NO_DAYS: LateDayBudget = { budget: 0, usedElsewhere: 0, lastTakenAt: null };
const policyFor = (rule: LateRule, extensions: readonly Extension[] = [], days: LateDayBudget = NO_DAYS) =>
  effectivePolicy({ dueAt: DUE, late: rule }, extensions, days);
const SLIDING = {
  kind: 'sliding',
  graceMinutes: 0,
  percent: 20,
  per: 'day',
  floor: 0,
  closesAt: null,
} as const;
const LATE_DAYS = { kind: 'late-days', graceMinutes: 0, most: null, closesAt: null } as const;

const creditOf = (policy: EffectivePolicy, ms: number) => standingAt(policy, late(ms)).credit;

describe('the kinds of rules', () => {
  it('takes nothing after the due instant, which itself is in time', () => {
    const policy = policyFor({ kind: 'none' });
    expect([creditOf(policy, -DAY), creditOf(policy, 0), creditOf(policy, 1)]).toEqual([1, 1, 0]);
    expect(policy.closesAt).toEqual(DUE);
  });

  it('costs nothing within the grace period', () => {
    const policy = policyFor({ kind: 'grace', graceMinutes: 15 });
    expect([creditOf(policy, 15 * MINUTE), creditOf(policy, 15 * MINUTE + 1)]).toEqual([1, 0]);
  });

  it.each([
    [
      'each day that has begun',
      SLIDING,
      [0, 1, DAY, DAY + 1, 4 * DAY, 4 * DAY + 1],
      [1, 0.8, 0.8, 0.6, 0.2, 0],
    ],
    [
      'each hour that has begun, down to a floor',
      { ...SLIDING, percent: 30, per: 'hour', floor: 50 },
      [1, HOUR + 1, 2 * HOUR + 1, 400 * DAY],
      [0.7, 0.5, 0.5, 0.5],
    ],
    [
      'from the end of the grace period, until late work ends',
      { ...SLIDING, floor: 50, graceMinutes: 60, closesAt: late(2 * DAY) },
      [HOUR, HOUR + 1, 2 * DAY, 2 * DAY + 1],
      [1, 0.8, 0.6, 0],
    ],
  ] satisfies [string, LateRule, number[], number[]][])('slides with %s', (_what, rule, at, credits) => {
    expect(at.map((ms) => creditOf(policyFor(rule), ms))).toEqual(credits);
  });

  it('spends late days of the course, one for each day that has begun', () => {
    const policy = policyFor(LATE_DAYS, [], { budget: 3, usedElsewhere: 1, lastTakenAt: null });
    expect(standingAt(policy, late(0)).lateDays).toEqual({ uses: 0, left: 2, budget: 3 });
    expect(standingAt(policy, late(1)).lateDays).toEqual({ uses: 1, left: 1, budget: 3 });
    expect(standingAt(policy, late(2 * DAY))).toEqual({
      isTaken: true,
      credit: 1,
      lateDays: { uses: 2, left: 0, budget: 3 },
    });
    expect(standingAt(policy, late(2 * DAY + 1)).isTaken).toBe(false);
  });

  it('does not charge a day twice, nor more than the assignment allows', () => {
    const again = policyFor(LATE_DAYS, [], { budget: 2, usedElsewhere: 1, lastTakenAt: late(1) });
    expect(standingAt(again, late(DAY))).toMatchObject({ isTaken: true, lateDays: { uses: 0, left: 0 } });
    const capped = policyFor({ ...LATE_DAYS, most: 1 }, [], { ...NO_DAYS, budget: 5 });
    expect(standingAt(capped, late(DAY + 1))).toMatchObject({ isTaken: false, lateDays: { left: 5 } });
  });

  it('has no end where nothing is due', () => {
    const policy = effectivePolicy(
      { dueAt: null, late: { kind: 'none' } },
      [{ minutes: 5, dueAt: DUE }],
      NO_DAYS,
    );
    expect(policy).toMatchObject({ dueAt: null, closesAt: null, isExtended: false });
    expect(standingAt(policy, late(400 * DAY))).toMatchObject({ isTaken: true, credit: 1 });
  });
});

describe('extensions', () => {
  it('takes the farthest one, and follows a due date that is moved', () => {
    const extensions = [
      { minutes: 24 * 60, dueAt: null },
      { minutes: 0, dueAt: late(3 * HOUR) },
    ];
    expect(policyFor({ kind: 'none' }, extensions)).toMatchObject({ dueAt: late(DAY), isExtended: true });
    const moved = effectivePolicy({ dueAt: late(10 * DAY), late: { kind: 'none' } }, extensions, NO_DAYS);
    expect(moved.dueAt).toEqual(late(11 * DAY));
  });

  it('moves the end of late work as far', () => {
    const rule = { ...SLIDING, floor: 50, closesAt: late(2 * DAY) };
    expect(policyFor(rule, [{ minutes: 24 * 60, dueAt: null }]).closesAt).toEqual(late(3 * DAY));
  });

  it('gives late days back that it makes unnecessary', () => {
    const days = { budget: 3, usedElsewhere: 0, lastTakenAt: late(2 * DAY) };
    expect(policyFor(LATE_DAYS, [], days).lateDays?.usedHere).toBe(2);
    expect(policyFor(LATE_DAYS, [{ minutes: 36 * 60, dueAt: null }], days).lateDays?.usedHere).toBe(1);
  });
});

it('names the moment when the credit falls', () => {
  const changes = [-DAY, 0, 1, 4 * DAY, 4 * DAY + 1].map((ms) =>
    standingChangesAfter(policyFor(SLIDING), late(ms)),
  );
  expect(changes).toEqual([DUE, DUE, late(DAY), late(4 * DAY), null]);
});

it('counts days of 24 hours, also in the night when the clocks change', () => {
  // In Berlin the clocks go back on 25 October 2026: from 24 October 23:59 to 25 October 23:59 are 25 hours.
  const due = new Date('2026-10-24T23:59:00+02:00');
  const policy = { dueAt: due, late: LATE_DAYS };
  expect(lateDaysAt(policy, new Date('2026-10-25T22:59:00+01:00'))).toBe(1);
  expect(lateDaysAt(policy, new Date('2026-10-25T23:59:00+01:00'))).toBe(2);
});

describe('for all policies', () => {
  const grace = fc.integer({ min: 0, max: 500 });
  const end = fc.option(fc.integer({ min: 0, max: 20 * DAY }).map(late));
  const rules: fc.Arbitrary<LateRule> = fc.oneof(
    fc.constant({ kind: 'none' } as const),
    fc.record({ kind: fc.constant('grace' as const), graceMinutes: grace }),
    fc.record({
      kind: fc.constant('sliding' as const),
      graceMinutes: grace,
      percent: fc.integer({ min: 1, max: 100 }),
      per: fc.constantFrom('hour' as const, 'day' as const),
      floor: fc.integer({ min: 0, max: 99 }),
      closesAt: end,
    }),
    fc.record({
      kind: fc.constant('late-days' as const),
      graceMinutes: grace,
      most: fc.option(fc.integer({ min: 1, max: 9 })),
      closesAt: end,
    }),
  );
  const policies: fc.Arbitrary<DatedPolicy> = fc.record({ dueAt: fc.option(fc.constant(DUE)), late: rules });
  const moments = fc.integer({ min: -30 * DAY, max: 30 * DAY }).map(late);
  const extensions = fc.record({
    minutes: fc.integer({ min: 0, max: 20_000 }),
    dueAt: fc.option(moments),
  });
  const budgets = fc.record({
    budget: fc.integer({ min: 0, max: 9 }),
    usedElsewhere: fc.integer({ min: 0, max: 12 }),
    lastTakenAt: fc.option(moments),
  });
  const effective = fc
    .tuple(policies, fc.array(extensions, { maxLength: 3 }), budgets)
    .map((parts) => effectivePolicy(...parts));

  it('never gives more credit later, nor takes again what it no longer took', () => {
    fc.assert(
      fc.property(effective, moments, moments, (policy, one, other) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one];
        const [before, after] = [standingAt(policy, earlier), standingAt(policy, later)];
        expect(after.credit).toBeLessThanOrEqual(before.credit);
        expect(creditAt(policy, later)).toBeLessThanOrEqual(creditAt(policy, earlier));
        expect(after.isTaken && !before.isTaken).toBe(false);
        if (after.isTaken) expect(after.lateDays?.left ?? 0).toBeLessThanOrEqual(before.lateDays?.left ?? 0);
      }),
    );
  });

  it('is in time until it is due, at full credit and at no cost', () => {
    fc.assert(
      fc.property(effective, moments, (policy, at) => {
        fc.pre(policy.dueAt === null || at <= policy.dueAt);
        expect(standingAt(policy, at)).toMatchObject({ isTaken: true, credit: 1 });
        expect(standingAt(policy, at).lateDays?.uses ?? 0).toBe(0);
      }),
    );
  });

  it('stays as it is until the moment that it names', () => {
    fc.assert(
      fc.property(effective, moments, fc.double({ min: 0, max: 1, noNaN: true }), (policy, at, part) => {
        const change = standingChangesAfter(policy, at);
        const until = change ?? late(60 * DAY);
        const between = new Date(at.getTime() + Math.floor(part * (until.getTime() - at.getTime())));
        expect(between >= at).toBe(true);
        expect(standingAt(policy, between)).toEqual(standingAt(policy, at));
      }),
    );
  });

  it('never hurts by an extension', () => {
    fc.assert(
      fc.property(policies, extensions, budgets, moments, (policy, extension, days, at) => {
        const [without, given] = [
          effectivePolicy(policy, [], days),
          effectivePolicy(policy, [extension], days),
        ];
        const [before, after] = [standingAt(without, at), standingAt(given, at)];
        expect(after.credit).toBeGreaterThanOrEqual(before.credit);
        expect(creditAt(given, at)).toBeGreaterThanOrEqual(creditAt(without, at));
        expect(before.isTaken && !after.isTaken).toBe(false);
        if (before.isTaken)
          expect(after.lateDays?.left ?? 0).toBeGreaterThanOrEqual(before.lateDays?.left ?? 0);
      }),
    );
  });

  it('never has fewer than no late days, nor spends more than there are', () => {
    fc.assert(
      fc.property(effective, moments, (policy, at) => {
        const { lateDays } = standingAt(policy, at);
        if (!lateDays || !policy.lateDays) return;
        const { budget, usedElsewhere, usedHere } = policy.lateDays;
        expect(lateDays.left).toBeGreaterThanOrEqual(0);
        expect(lateDays.uses).toBeLessThanOrEqual(Math.max(0, budget - usedElsewhere - usedHere));
      }),
    );
  });
});
