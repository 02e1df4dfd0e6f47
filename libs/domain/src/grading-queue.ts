import { JOB_CLASSES, WORKER_CLASSES, workerClassOf, type JobClass, type WorkerClass } from './job-class';

/** A job that waits for a worker. */
export interface WaitingJob {
  readonly id: string;
  readonly student: string;
  readonly course: string;
  readonly assignment: string;
  /** Whatever tells problems apart. */
  readonly problem: string;
  readonly jobClass: JobClass;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** How long gradings of a problem took lately, in seconds. */
export interface Took {
  readonly mean: number;
  readonly deviation: number;
  /** Percentiles. */
  readonly p5: number;
  readonly p95: number;
}

/** Jobs that run or were begun just now, of each student, assignment and course. */
export interface Served {
  readonly students: ReadonlyMap<string, number>;
  readonly assignments: ReadonlyMap<string, number>;
  readonly courses: ReadonlyMap<string, number>;
}

export interface QueueState {
  readonly waiting: readonly WaitingJob[];
  readonly running: readonly RunningJob[];
  readonly served: Served;
  /** Those that live. */
  readonly workers: readonly QueueWorker[];
  readonly took: ReadonlyMap<string, Took>;
  /** How fast submissions come in lately. */
  readonly arrivalsPerSecond: Readonly<Partial<Record<JobClass, number>>>;
}

export interface RunningJob {
  readonly problem: string;
  readonly jobClass: JobClass;
  readonly forSeconds: number;
}

export interface QueueWorker {
  readonly classes: readonly WorkerClass[];
  /** Jobs that it grades at once. */
  readonly slots: number;
}

/** Seconds until the report, from now. */
export interface Eta {
  readonly from: number;
  readonly to: number;
}

export interface QueuePlace {
  /** Jobs that come before, of those that go to the same workers. */
  readonly ahead: number;
  /** Null where nothing is known to go by, or nobody grades. */
  readonly eta: Eta | null;
  /** The workers of which there is none now; null where there is one. */
  readonly lacks: WorkerClass | null;
}

/**
 * The order in which waiting jobs are graded. Three times the same rule, that who had less has the next turn:
 *
 * - Courses take turns, so that the deadline of a large one does not hold up a small one.
 * - In a course it goes round by round, one job of each student a round. What a student had graded just now counts as
 *   rounds that were taken, so that nobody waits behind another's hundred submissions.
 * - In a round assignments take turns, so that one whose gradings take minutes does not hold up one of milliseconds.
 *
 * Among equals the earlier one comes first. What runs counts, so what hangs has had its turn.
 */
export function inTurn(waiting: readonly WaitingJob[], served: Served): readonly WaitingJob[] {
  return turnsOf(waiting, served).map(({ job }) => job);
}

interface Turn {
  readonly job: WaitingJob;
  /** How many of its student's come before. */
  readonly round: number;
}

function turnsOf(waiting: readonly WaitingJob[], served: Served): readonly Turn[] {
  const arrived = [...waiting].sort(byArrival).map((job) => ({ job }));
  const studentHad = ({ job }: { job: WaitingJob }) => served.students.get(job.student) ?? 0;
  const byStudent = numbered(arrived, ({ job }) => `${job.course} ${job.student}`, studentHad)
    .map(({ item: { job }, number: round }) => ({ job, round }))
    .sort((a, b) => a.round - b.round || byArrival(a.job, b.job));
  const byAssignment = numbered(
    byStudent,
    ({ job }) => job.assignment,
    ({ job }) => served.assignments.get(job.assignment) ?? 0,
  )
    .sort((a, b) => a.item.round - b.item.round || a.number - b.number || byArrival(a.item.job, b.item.job))
    .map(({ item }) => item);
  return numbered(
    byAssignment,
    ({ job }) => job.course,
    ({ job }) => served.courses.get(job.course) ?? 0,
  )
    .sort((a, b) => a.number - b.number || byArrival(a.item.job, b.item.job))
    .map(({ item }) => item);
}

/** Counts the items of each key in their order, from what it has had already. */
function numbered<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  had: (item: T) => number,
): { item: T; number: number }[] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const key = keyOf(item);
    const number = counts.get(key) ?? had(item);
    counts.set(key, number + 1);
    return { item, number };
  });
}

function byArrival(a: WaitingJob, b: WaitingJob): number {
  return a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1);
}

/** Of a normal distribution, so many deviations on either side hold 90 %. */
const TWENTIETH = 1.6449;
/** A job that runs for longer than usual is taken to need this part of the usual time more. */
const OVERDUE = 0.25;
/** However fast submissions come in, newcomers make a wait at most so many times as long. */
const MOST_STRETCH = 4;

/** Jobs that go to the same workers, and what these can do. */
interface Lane {
  readonly workerClass: WorkerClass;
  readonly waiting: readonly WaitingJob[];
  readonly running: readonly RunningJob[];
  readonly slots: number;
  readonly arrivalsPerSecond: number;
}

/** Where each waiting job stands, and when its report comes. */
export function placesOf(state: QueueState): ReadonlyMap<string, QueuePlace> {
  const { served, took } = state;
  return new Map(lanesOf(state).flatMap((lane) => placesIn(lane, served, took)));
}

/** One for each class of workers, or one for all where some worker is of both, so that all share their slots. */
function lanesOf({ waiting, running, workers, arrivalsPerSecond }: QueueState): readonly Lane[] {
  const isGpuAlive = workers.some(({ classes }) => classes.includes('gpu'));
  const areShared = workers.some(({ classes }) => classes.length > 1);
  const laneOf = (job: JobClass): WorkerClass => (areShared ? 'cpu' : workerClassOf(job, isGpuAlive));
  return (areShared ? (['cpu'] as const) : WORKER_CLASSES).map((workerClass) => {
    const isHere = ({ jobClass }: { jobClass: JobClass }) => laneOf(jobClass) === workerClass;
    return {
      workerClass,
      waiting: waiting.filter(isHere),
      running: running.filter(isHere),
      slots: sum(
        workers.filter(({ classes }) => areShared || classes.includes(workerClass)).map(({ slots }) => slots),
      ),
      arrivalsPerSecond: sum(
        JOB_CLASSES.filter((jobClass) => isHere({ jobClass })).map(
          (jobClass) => arrivalsPerSecond[jobClass] ?? 0,
        ),
      ),
    };
  });
}

/**
 * Jobs are dealt out to the slots in turn, each for its problem's mean time; the deviations of all that lies before add up
 * as of independent variables, and the job's own time goes from its problem's fifth to its ninety-fifth percentile. The far
 * end allows for students who come later and have their turn earlier, because they have been served less.
 */
function placesIn(lane: Lane, served: Served, took: QueueState['took']): (readonly [string, QueuePlace])[] {
  const order = turnsOf(lane.waiting, served);
  const usual = pooled([...took.values()]);
  const lacks = lane.slots === 0 ? lane.workerClass : null;
  if (lacks || !usual) return order.map(({ job }, ahead) => [job.id, { ahead, eta: null, lacks }]);
  const tookOf = (problem: string): Took => took.get(problem) ?? usual;
  const slots = dealRunning(lane, tookOf);
  let variance = sum(lane.running.map(({ problem }) => tookOf(problem).deviation ** 2));
  return order.map(({ job, round }, ahead) => {
    const own = tookOf(job.problem);
    const slot = slots.indexOf(Math.min(...slots));
    const begins = slots[slot] ?? 0;
    const spread = (TWENTIETH * Math.sqrt(variance)) / slots.length;
    const from = Math.max(0, begins - spread) + own.p5;
    const to = (begins + spread) * stretchOf(round, lane, usual.mean) + own.p95;
    slots[slot] = begins + own.mean;
    variance += own.deviation ** 2;
    return [job.id, { ahead, eta: { from: Math.floor(from), to: Math.ceil(to) }, lacks }];
  });
}

/**
 * Submissions that overtake come in at a steady rate while one waits, and each makes the wait longer: a geometric series.
 * Those of the first round are overtaken by nobody; later ones perhaps by all who come.
 */
function stretchOf(round: number, { arrivalsPerSecond, slots }: Lane, mean: number): number {
  if (round === 0) return 1;
  const load = (arrivalsPerSecond * mean) / slots;
  return load >= 1 ? MOST_STRETCH : Math.min(MOST_STRETCH, 1 / (1 - load));
}

/** When each slot gets free, in seconds from now. */
function dealRunning({ running, slots }: Lane, tookOf: (problem: string) => Took): number[] {
  const left = running.map(({ problem, forSeconds }) => {
    const { mean } = tookOf(problem);
    return Math.max(mean - forSeconds, mean * OVERDUE);
  });
  const free = Array.from({ length: slots }, () => 0);
  // More run than there are slots for a moment after a worker went: the rest queues up behind.
  for (const seconds of left) {
    const slot = free.indexOf(Math.min(...free));
    free[slot] = (free[slot] ?? 0) + seconds;
  }
  return free;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** For a problem without a history: as if it were all the others at once. */
function pooled(all: readonly Took[]): Took | null {
  if (all.length === 0) return null;
  const mean = sum(all.map((took) => took.mean)) / all.length;
  return {
    mean,
    deviation: Math.max(...all.map(({ deviation }) => deviation), mean),
    p5: Math.min(...all.map(({ p5 }) => p5)),
    p95: Math.max(...all.map(({ p95 }) => p95)),
  };
}
