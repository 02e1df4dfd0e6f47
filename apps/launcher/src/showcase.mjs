/**
 * Hands in the reference solutions of the shipped course as the demo student, through the HTTP API like anybody else,
 * follows their grading live and prints what they earned, as staff see it: a student does not learn the points of hidden
 * test cases.
 *
 * The idempotency key is made of the pack's version and the files, so that a second start finds the submissions of the
 * first instead of grading them again.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './settings.mjs';
import { bold, dim, green, red, say, startLine, yellow } from './terminal.mjs';

const FINAL = new Set(['graded', 'not-gradable', 'failed', 'cancelled']);
const AGAIN_MS = 1000;

function readSolution(folder) {
  if (!existsSync(folder)) return null;
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return new Map(names.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}

function digestOf(files, version) {
  const digest = createHash('sha256').update(`${version}`);
  for (const [name, bytes] of files) digest.update(`\0${name}\0`).update(bytes);
  return digest.digest('hex').slice(0, 32);
}

function asWork({ shape }, files) {
  if (shape.kind === 'files') return { files };
  const answers = shape.fields.map(({ name }) => [name, files.get(`${name}.txt`)?.toString('utf8') ?? '']);
  return { answers: Object.fromEntries(answers) };
}

/** Every problem of the course that has a reference solution, in the course's order. */
async function findProblems(api, course) {
  const { assignments } = await api.get(`/courses/${course}`);
  const found = [];
  for (const { id } of assignments) {
    const assignment = await api.get(`/courses/${course}/assignments/${id}`);
    for (const problem of assignment.problems) {
      const files = readSolution(join(root, 'courses', course, id, 'problems', problem.id, 'solution'));
      if (files) found.push({ course, assignment: id, version: assignment.version, problem, files });
    }
  }
  return found;
}

async function submit(api, { course, assignment, version, problem, files }) {
  const path = `/courses/${course}/assignments/${assignment}/problems/${problem.id}/submissions`;
  const key = `reference-${digestOf(files, version)}`;
  const earlier = await api.submit(path, asWork(problem, files), key);
  const isLost = earlier.job.state === 'failed' || earlier.job.state === 'cancelled';
  return isLost ? api.submit(path, asWork(problem, files), `${key}-${Date.now()}`) : earlier;
}

function describe(event, data) {
  if (event === 'snapshot') return data.job.state === 'queued' ? 'waiting' : 'grading';
  switch (data.type) {
    case 'state':
      return data.message || data.state;
    case 'case':
      return `${data.done} of ${data.of} test cases`;
    case 'progress':
      return (
        data.message || data.metrics.map(({ name, y }) => `${name} ${Number(y.toPrecision(4))}`).join(', ')
      );
    default:
      return '';
  }
}

/** Follows a submission to its final state. A feed that breaks off is taken up again: the api may have been restarted. */
async function follow(api, submission, update, signal) {
  let current = submission;
  while (!FINAL.has(current.job.state)) {
    try {
      for await (const { event, data } of api.events(current.id, signal)) {
        const text = describe(event, data);
        if (text) update(text, data.type === 'state');
      }
    } catch (error) {
      if (signal.aborted) throw error;
      update('waiting for the api');
    }
    try {
      current = await api.get(`/submissions/${current.id}`);
    } catch (error) {
      if (error.status === 404) throw error;
    }
    if (!FINAL.has(current.job.state)) await sleep(AGAIN_MS, undefined, { signal });
  }
  return current;
}

async function resultOf(staff, submission) {
  const { state, message } = submission.job;
  if (state !== 'graded' && state !== 'not-gradable') {
    return { points: null, verdict: message || state, seconds: null };
  }
  const report = await staff.get(`/submissions/${submission.id}/report`);
  const wrong = report.cases.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'correct');
  return {
    points: report.points,
    verdict: report.outcome === 'graded' ? [...new Set(wrong)].join(', ') || 'correct' : report.outcome,
    seconds: (Date.parse(report.finishedAt) - Date.parse(report.startedAt)) / 1000,
  };
}

/** One problem from upload to result; throws only when stopped, so that one that fails does not hide the others. */
async function showOne({ student, staff }, entry, signal) {
  const { title, points: maxPoints } = entry.problem;
  const line = startLine(title);
  try {
    const submission = await follow(student, await submit(student, entry), line.update, signal);
    const { points, ...result } = await resultOf(staff, submission);
    const full = points === maxPoints;
    line.end(full ? green('✓') : yellow('!'), `${points ?? 'no'} of ${maxPoints} points`);
    return { title, points, maxPoints, ...result };
  } catch (error) {
    if (signal.aborted) throw error;
    line.end(red('✗'), error.message);
    return { title, points: null, maxPoints, verdict: error.message, seconds: null };
  }
}

function printTable(rows) {
  const cells = rows.map(({ title, points, maxPoints, verdict, seconds }) => [
    title,
    points === null ? '–' : `${points} / ${maxPoints}`,
    verdict,
    seconds === null ? '–' : seconds.toFixed(1),
  ]);
  const head = ['Problem', 'Points', 'Verdict', 'Seconds'];
  const widths = head.map((name, at) =>
    Math.max(...[name, ...cells.map((row) => row[at])].map(({ length }) => length)),
  );
  const format = (row) =>
    row
      .map((text, at) => (at === 1 || at === 3 ? text.padStart(widths[at]) : text.padEnd(widths[at])))
      .join('   ');
  say();
  say(`  ${bold(format(head))}`);
  for (const [at, row] of cells.entries()) {
    const { points, maxPoints } = rows[at];
    const paint = points === maxPoints ? green : points === null ? dim : yellow;
    say(`  ${paint(format(row).trimEnd())}`);
  }
  say();
}

/**
 * @param {{ clients: { student: import('./api-client.mjs').ApiClient, staff: import('./api-client.mjs').ApiClient },
 *   course: string, missing: Map<string, string>, signal: AbortSignal }} options `clients` are signed in; `missing`: data
 *   sets that are not here, with what to do about each; a grader is named like the data set that it needs
 */
export async function showReferenceSolutions({ clients, course, missing, signal }) {
  const problems = await findProblems(clients.student, course);
  const rows = await Promise.all(
    problems.map((entry) => {
      const { title, grader, points } = entry.problem;
      if (!missing.has(grader)) return showOne(clients, entry, signal);
      return {
        title,
        points: null,
        maxPoints: points,
        verdict: 'skipped: its data set is missing',
        seconds: null,
      };
    }),
  );
  printTable(rows);
  for (const { problem } of problems) {
    if (missing.has(problem.grader)) say(yellow(`! ${problem.title}: ${missing.get(problem.grader)}`));
  }
}
