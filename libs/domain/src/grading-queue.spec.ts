import { inTurn, placesOf, type QueueState, type Served, type Took, type WaitingJob } from './grading-queue';

const job = (id: string, student: string, receivedAt: number, problem = 'sort'): WaitingJob => ({
  id,
  student,
  course: 'ml',
  assignment: 'ml/first',
  problem,
  jobClass: 'cpu',
  receivedAt,
});
const had = (changes: Partial<Served> = {}): Served => ({
  students: new Map(),
  assignments: new Map(),
  courses: new Map(),
  ...changes,
});
const idsInTurn = (waiting: readonly WaitingJob[], served = had()) =>
  inTurn(waiting, served).map(({ id }) => id);
const minute: Took = { mean: 60, deviation: 0, p5: 60, p95: 60 };
const state = (changes: Partial<QueueState>): QueueState => ({
  waiting: [],
  running: [],
  served: had(),
  workers: [{ classes: ['cpu'], slots: 1 }],
  arrivalsPerSecond: {},
  took: new Map([['sort', minute]]),
  ...changes,
});

describe('turns', () => {
  it('go round: one that submits often does not make the others wait', () => {
    const waiting = [job('a1', 'ada', 1), job('a2', 'ada', 2), job('a3', 'ada', 3), job('b1', 'ben', 4)];
    expect(idsInTurn(waiting)).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('count what was graded just now', () => {
    const waiting = [job('a1', 'ada', 1), job('b1', 'ben', 2)];
    expect(idsInTurn(waiting, had({ students: new Map([['ada', 1]]) }))).toEqual(['b1', 'a1']);
  });

  it('are by arrival where all are alike, whatever order they are given in', () => {
    const waiting = [job('c', 'cy', 3), job('b', 'ben', 1), job('a', 'ada', 1)];
    expect(idsInTurn(waiting)).toEqual(['a', 'b', 'c']);
  });
});

describe('turns between courses and assignments', () => {
  const of = (course: string, assignment: string, id: string, student: string, receivedAt: number) => ({
    ...job(id, student, receivedAt),
    course,
    assignment,
  });
  const rush = Array.from({ length: 100 }, (_none, n) =>
    of('big', 'big/a', `big-${String(n)}`, `s${String(n)}`, n),
  );

  it('give a small course every second one while a large one has its rush', () => {
    const small = [1, 2, 3].map((n) =>
      of('small', 'small/a', `small-${String(n)}`, `t${String(n)}`, 1_000 + n),
    );
    expect(idsInTurn([...rush, ...small]).slice(0, 7)).toEqual([
      'big-0',
      'small-1',
      'big-1',
      'small-2',
      'big-2',
      'small-3',
      'big-3',
    ]);
  });

  it('give another assignment of the course every second one', () => {
    const other = [1, 2].map((n) => of('big', 'big/b', `other-${String(n)}`, `t${String(n)}`, 1_000 + n));
    expect(idsInTurn([...rush, ...other]).slice(0, 5)).toEqual([
      'big-0',
      'other-1',
      'big-1',
      'other-2',
      'big-2',
    ]);
  });

  it('count what runs or ran just now, so that what hangs has had its turn', () => {
    const other = of('small', 'small/a', 'small-1', 't', 1_000);
    expect(idsInTurn([...rush, other], had({ courses: new Map([['big', 2]]) }))[0]).toBe('small-1');
    const sibling = of('big', 'big/b', 'other-1', 't', 1_000);
    expect(idsInTurn([...rush, sibling], had({ assignments: new Map([['big/a', 2]]) }))[0]).toBe('other-1');
  });

  it('do not let one get more turns who spreads over assignments', () => {
    const spread = Array.from({ length: 5 }, (_none, n) =>
      of('big', `big/old-${String(n)}`, `eve-${String(n)}`, 'eve', n - 100),
    );
    const order = idsInTurn([...rush, ...spread]);
    expect(order[0]).toBe('eve-0');
    expect(order.slice(1, 101).filter((id) => id.startsWith('eve'))).toEqual([]);
  });

  it('give one who waits in two courses a turn in each', () => {
    const both = [of('big', 'big/a', 'one', 'ada', 1), of('small', 'small/a', 'two', 'ada', 2)];
    expect(idsInTurn([...both, of('small', 'small/a', 'three', 'ben', 3)])).toEqual(['one', 'two', 'three']);
  });
});

describe('estimates', () => {
  const waiting = [job('a', 'ada', 1), job('b', 'ben', 2), job('c', 'cy', 3)];

  it('are not made up where nobody grades, or nothing was ever graded', () => {
    const nobody = placesOf(state({ waiting, workers: [] }));
    const unknown = placesOf(state({ waiting, took: new Map() }));
    expect(nobody.get('b')).toEqual({ ahead: 1, eta: null, lacks: 'cpu' });
    expect(unknown.get('b')).toEqual({ ahead: 1, eta: null, lacks: null });
  });

  it('add up what lies before, shared by the slots', () => {
    const one = placesOf(state({ waiting, running: [{ problem: 'sort', jobClass: 'cpu', forSeconds: 30 }] }));
    expect(one.get('a')).toEqual({ ahead: 0, eta: { from: 90, to: 90 }, lacks: null });
    expect(one.get('c')?.eta?.from).toBe(210);
    const two = placesOf(state({ waiting, workers: [{ classes: ['cpu'], slots: 2 }] }));
    expect(two.get('b')?.eta).toEqual({ from: 60, to: 60 });
    expect(two.get('c')?.eta?.from).toBe(120);
  });

  describe('with GPUs', () => {
    const training = { ...job('t', 'tess', 4, 'mnist'), jobClass: 'gpu-preferred' } as const;
    const needsGpu = { ...job('g', 'gil', 5, 'transformer'), jobClass: 'gpu' } as const;
    const cpuHost = { classes: ['cpu'], slots: 1 } as const;
    const gpuHost = { classes: ['gpu'], slots: 1 } as const;
    const all = [...waiting, training, needsGpu];

    it('go by the workers that may take the job', () => {
      const places = placesOf(state({ waiting: all, workers: [cpuHost, gpuHost] }));
      expect(places.get('c')).toEqual({ ahead: 2, eta: { from: 180, to: 180 }, lacks: null });
      expect(places.get('t')).toEqual({ ahead: 0, eta: { from: 60, to: 60 }, lacks: null });
      expect(places.get('g')?.ahead).toBe(1);
    });

    it('name the workers that are missing; what only prefers a GPU goes on without', () => {
      const places = placesOf(state({ waiting: all, workers: [cpuHost] }));
      expect(places.get('g')).toEqual({ ahead: 0, eta: null, lacks: 'gpu' });
      expect(places.get('t')).toMatchObject({ ahead: 3, lacks: null });
    });

    it('share all slots where a host takes both', () => {
      const both = { classes: ['cpu', 'gpu'], slots: 2 } as const;
      const places = placesOf(state({ waiting: all, workers: [both] }));
      expect(places.get('g')).toMatchObject({ ahead: 4, lacks: null });
    });
  });
});

/** mulberry32 */
function randomOf(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Rush {
  readonly seed: number;
  readonly slots: number;
  readonly students: number;
  readonly jobs: number;
  /** Of the last hour before the deadline, in seconds. */
  readonly lasts: number;
}

const PROBLEMS = [
  { name: 'matrix', median: 0.4, spread: 0.3 },
  { name: 'sort', median: 8, spread: 0.4 },
  { name: 'mnist', median: 45, spread: 0.25 },
];
/** As in the database: what was begun within this time counts against a student. */
const SERVED_SECONDS = 600;

/**
 * A deadline rush, event by event: submissions come the denser the nearer the deadline, times are lognormal, jobs are claimed
 * in turn. Answers how often the report came within the range that was shown at submission.
 */
function shareThatHolds({ seed, slots, students, jobs, lasts }: Rush): number {
  const random = randomOf(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const durationOf = (name: string) => {
    const { median, spread } = PROBLEMS.find((each) => each.name === name) ?? PROBLEMS[0]!;
    return median * Math.exp(spread * normal());
  };
  const history = new Map(
    PROBLEMS.map(({ name }) => [name, Array.from({ length: 20 }, () => durationOf(name))]),
  );
  const arrivals = Array.from({ length: jobs }, (_none, n) => ({
    ...job(
      String(n),
      String(Math.floor(random() * students)),
      lasts * (1 - (1 - random()) ** 2) * 1_000,
      random() < 0.5 ? 'sort' : random() < 0.6 ? 'matrix' : 'mnist',
    ),
  })).sort((a, b) => a.receivedAt - b.receivedAt);

  let waiting: WaitingJob[] = [];
  let running: { job: WaitingJob; began: number; ends: number }[] = [];
  const begun: { student: string; at: number }[] = [];
  const shown = new Map<string, { from: number; to: number }>();
  let held = 0;
  const servedAt = (now: number) => {
    const served = new Map<string, number>();
    for (const { student, at } of begun) {
      if (now - at < SERVED_SECONDS) served.set(student, (served.get(student) ?? 0) + 1);
    }
    return had({ students: served });
  };
  const fill = (now: number) => {
    while (running.length < slots && waiting.length > 0) {
      const [next] = inTurn(waiting, servedAt(now));
      waiting = waiting.filter((each) => each !== next);
      running.push({ job: next!, began: now, ends: now + durationOf(next!.problem) });
      begun.push({ student: next!.student, at: now });
    }
  };
  const finishUntil = (time: number) => {
    for (;;) {
      const [first] = [...running].sort((a, b) => a.ends - b.ends);
      if (!first || first.ends > time) return;
      running = running.filter((each) => each !== first);
      history.get(first.job.problem)?.push(first.ends - first.began);
      const range = shown.get(first.job.id);
      if (range && first.ends >= range.from && first.ends <= range.to) held += 1;
      fill(first.ends);
    }
  };
  for (const arrival of arrivals) {
    const now = arrival.receivedAt / 1_000;
    finishUntil(now);
    waiting.push(arrival);
    const places = placesOf({
      waiting,
      running: running.map((each) => ({
        problem: each.job.problem,
        jobClass: each.job.jobClass,
        forSeconds: now - each.began,
      })),
      served: servedAt(now),
      workers: [{ classes: ['cpu'], slots }],
      arrivalsPerSecond: {
        cpu:
          arrivals.filter(({ receivedAt }) => receivedAt <= now * 1_000 && receivedAt > (now - 120) * 1_000)
            .length / 120,
      },
      took: new Map([...history].map(([name, times]) => [name, tookOf(times.slice(-50))])),
    });
    const eta = places.get(arrival.id)?.eta;
    if (eta) shown.set(arrival.id, { from: now + eta.from, to: now + eta.to });
    fill(now);
  }
  finishUntil(Infinity);
  expect(shown.size).toBe(jobs);
  return held / jobs;
}

function tookOf(times: readonly number[]): Took {
  const sorted = [...times].sort((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (times.length - 1);
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;
  return { mean, deviation: Math.sqrt(variance), p5: at(0.05), p95: at(0.95) };
}

describe('over a deadline rush', () => {
  const rushes: Rush[] = [1, 2, 3].flatMap((seed) => [
    { seed, slots: 2, students: 120, jobs: 300, lasts: 3_000 },
    { seed, slots: 4, students: 40, jobs: 300, lasts: 900 },
    { seed, slots: 8, students: 300, jobs: 500, lasts: 1_200 },
  ]);

  it.each(rushes)('the range that was shown holds for 80 %% of the jobs: %o', (rush) => {
    const share = shareThatHolds(rush);
    process.stdout.write(`range held for ${(share * 100).toFixed(1)} % of ${String(rush.jobs)} jobs\n`);
    expect(share).toBeGreaterThanOrEqual(0.8);
  });
});
