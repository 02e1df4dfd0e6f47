import type { GradingEvent, SubmissionView, TestCaseReport } from '#libs/contracts';
import { advance, emptyFeed, type Feed, follow, hasGap } from './feed';

const at = '2026-11-24T10:00:00.000Z';
const result: TestCaseReport = {
  name: 'N = 1',
  verdict: 'correct',
  points: 1,
  maxPoints: 1,
  visibility: 'student',
  code: 'sort.sorted',
  message: 'Sorted.',
  evidence: [],
};
const running = (sequence: number): GradingEvent => ({
  sequence,
  at,
  type: 'state',
  state: 'running',
  message: 'Started',
});
const done = (sequence: number, shown: TestCaseReport | null = result): GradingEvent => ({
  sequence,
  at,
  type: 'case',
  done: 1,
  of: 3,
  result: shown,
});
const metric = (sequence: number, name: string, x: number, y: number): GradingEvent => ({
  sequence,
  at,
  type: 'progress',
  message: `epoch ${x}`,
  metrics: [{ name, x, y }],
});
const play = (...events: GradingEvent[]): Feed => events.reduce(advance, emptyFeed);

describe('feed', () => {
  it('collects cases, and keeps nothing of hidden ones', () => {
    expect(play(running(1), done(2), done(3, null)).cases).toEqual([result]);
  });

  it('grows one curve per metric', () => {
    const { curves, message } = play(
      metric(1, 'loss', 1, 2),
      metric(2, 'error', 1, 9),
      metric(3, 'loss', 2, 1),
    );
    expect(message).toBe('epoch 2');
    expect(curves).toEqual([
      {
        name: 'loss',
        points: [
          [1, 2],
          [2, 1],
        ],
      },
      { name: 'error', points: [[1, 9]] },
    ]);
  });

  it('takes a repeated event once', () => {
    expect(play(done(1), done(1), done(2)).cases).toHaveLength(2);
  });

  it('sees a gap, wherever it began to listen', () => {
    expect(hasGap(emptyFeed, done(7))).toBe(false);
    expect(hasGap(play(done(7)), done(8))).toBe(false);
    expect(hasGap(play(done(7)), done(9))).toBe(true);
    expect(hasGap(play(done(7)), done(7))).toBe(false);
  });

  it('starts over when the job runs again', () => {
    const again = play(running(1), done(2), metric(3, 'loss', 1, 2), running(4));
    expect(again).toMatchObject({ sequence: 4, cases: [], curves: [] });
  });
});

describe('follow', () => {
  const queued: SubmissionView = {
    id: '7b1ff3a8-8d2c-4f7e-9d0e-0b4c7a1c2d3e',
    course: 'intro-ml',
    assignment: 'prerequisites',
    problem: 'sort',
    problemTitle: 'Sort',
    receivedAt: at,
    files: [],
    job: {
      state: 'queued',
      ahead: 2,
      eta: { from: 5, to: 20 },
      lacks: null,
      casesDone: 0,
      casesPlanned: 3,
      message: '',
    },
    points: null,
    maxPoints: 10,
    authors: [{ id: '6e0c8f4e-55d7-4f0c-8b0f-1d6d0a2f7f10', name: 'Ada' }],
    credit: 1,
    isReleased: true,
    adjustment: null,
  };

  it('moves state and steps', () => {
    const { job } = [running(1), done(2)].reduce(follow, queued);
    expect(job).toEqual({
      state: 'running',
      ahead: null,
      eta: null,
      lacks: null,
      casesDone: 1,
      casesPlanned: 3,
      message: 'Started',
    });
  });

  it('leaves what is over alone', () => {
    const graded = { ...queued, job: { ...queued.job, state: 'graded' as const } };
    expect([running(9), done(10)].reduce(follow, graded)).toBe(graded);
  });
});
