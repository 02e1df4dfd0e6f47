/** Grading by people: rubrics, comments on lines, who reviews what, and reviews without names. */
import { randomUUID } from 'node:crypto';
import type { Review, ReviewQueueView, Rubric, SavedComment, SubmissionView } from '#libs/contracts';
import { Argon2PasswordHasher } from '#libs/persistence';
import { ApiClient } from '../support/http';
import { People, type Person } from '../support/people';
import { ada, startPlatform, type Platform } from '../support/platform';

const COURSE = 'intro-ml';
const PROBLEM = `/api/courses/${COURSE}/assignments/prerequisites/problems/matrix-product`;

let platform: Platform;
let people: People;
let persons: Record<'student' | 'fellow' | 'third' | 'assistant' | 'instructor', Person>;
let student: ApiClient;
let assistant: ApiClient;
let instructor: ApiClient;

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  people = new People(platform, await new Argon2PasswordHasher().hash(ada.password));
  persons = {
    student: await people.add('student', COURSE),
    fellow: await people.add('student', COURSE, 'fellow'),
    third: await people.add('student', COURSE, 'third'),
    assistant: await people.add('assistant', COURSE),
    instructor: await people.add('instructor', COURSE),
  };
  const client = async (person: Person) => new ApiClient(platform.url, await people.sessionOf(person));
  student = await client(persons.student);
  assistant = await client(persons.assistant);
  instructor = await client(persons.instructor);
});
afterAll(() => platform.stop());

const graded = (person = persons.student) => people.submissionOf(person, COURSE, true);
const rubric = async () => (await assistant.get(`${PROBLEM}/rubric`)).json as unknown as Rubric;
const reviewOf = async (client: ApiClient, id: string) =>
  (await client.get(`/api/submissions/${id}/review`)).json as unknown as Review;
const pointsOf = async (client: ApiClient, id: string) =>
  ((await client.get(`/api/submissions/${id}`)).json as unknown as SubmissionView).points;
const mark = (client: ApiClient, id: string, items: string[], finished: boolean, seenRevision = 0) =>
  client.post(`/api/submissions/${id}/marks`, { items, finished, seenRevision });

type Draft = readonly { id: string | null; text: string; points: number }[];
const save = async (items: Draft, scoring = 'positive') =>
  assistant.post(`${PROBLEM}/rubric`, { seenRevision: (await rubric()).revision, scoring, items });

/** A rubric of two items, as [ids]. */
async function twoItems(): Promise<[string, string]> {
  await save([
    { id: null, text: 'Explains the order', points: 4 },
    { id: null, text: 'Unreadable', points: -1.5 },
  ]);
  const [one, two] = (await rubric()).items;
  return [one?.id ?? '', two?.id ?? ''];
}

/** Says in its report that a person gives some of the points. */
const needsPerson = (id: string, toReview: number) =>
  platform.source.query(
    `UPDATE grade_reports SET points = jsonb_set(points::jsonb, '{toReview}', $2::jsonb) WHERE submission_id = $1`,
    [id, String(toReview)],
  );

describe('a rubric', () => {
  it('counts once the review is finished, and shows its student what was applied and no more', async () => {
    const id = await graded();
    const [explains, unreadable] = await twoItems();
    expect((await mark(assistant, id, [explains], false)).status).toBe(200);
    expect(await pointsOf(student, id)).toBe(0);
    expect(await reviewOf(student, id)).toMatchObject({ markings: [], rubric: { items: [] } });
    expect((await mark(assistant, id, [explains, unreadable], true, 1)).status).toBe(200);
    expect(await pointsOf(student, id)).toBe(2.5);
    expect(await pointsOf(instructor, id)).toBe(2.5);
    await mark(assistant, id, [explains], true, 2);
    const seen = await reviewOf(student, id);
    expect(seen.rubric.items.map(({ text }) => text)).toEqual(['Explains the order']);
    expect(seen.markings).toHaveLength(1);
    expect(await pointsOf(student, id)).toBe(4);
  });

  it('re-scores what was marked when its items change or go, and says so in the audit log', async () => {
    const id = await graded();
    const [explains, unreadable] = await twoItems();
    await mark(assistant, id, [explains, unreadable], true);
    await save([{ id: explains, text: 'Explains the order of the sums', points: 6 }]);
    expect(await pointsOf(student, id)).toBe(6);
    await save([{ id: explains, text: 'Explains', points: 500 }]);
    expect(await pointsOf(student, id)).toBe(20);
    await save([{ id: explains, text: 'Explains', points: -500 }]);
    expect(await pointsOf(student, id)).toBe(0);
    const { entries } = (await instructor.get(`/api/courses/${COURSE}/audit`)).json as {
      entries: { action: string; subject: string; before: Rubric; after: Rubric }[];
    };
    const change = entries.find(({ action }) => action === 'rubric.changed');
    expect(change).toMatchObject({ subject: 'prerequisites/matrix-product' });
    expect([change?.before.items[0]?.points, change?.after.items[0]?.points]).toEqual([500, -500]);
    expect(entries.find(({ subject }) => subject === id)).toMatchObject({ action: 'submission.marked' });
  });

  it('reaches the gradebook', async () => {
    const id = await graded(persons.fellow);
    const [explains] = await twoItems();
    await mark(assistant, id, [explains], true);
    const { students } = (await assistant.get(`/api/courses/${COURSE}/gradebook`)).json as {
      students: { id: string; points: Record<string, Record<string, number>> }[];
    };
    const points = students.find((each) => each.id === persons.fellow.id)?.points;
    expect(points?.['prerequisites']?.['matrix-product']).toBe(4);
  });

  it('is never overwritten unseen, nor is what was marked by it', async () => {
    const id = await graded();
    const [explains, unreadable] = await twoItems();
    const { revision } = await rubric();
    const change = (text: string) => ({
      seenRevision: revision,
      scoring: 'positive',
      items: [{ id: explains, text, points: 1 }],
    });
    const saved = await Promise.all([
      assistant.post(`${PROBLEM}/rubric`, change('one')),
      instructor.post(`${PROBLEM}/rubric`, change('other')),
    ]);
    expect(saved.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await rubric()).revision).toBe(revision + 1);
    const [again] = await twoItems();
    const marked = await Promise.all([
      mark(assistant, id, [again], true),
      mark(instructor, id, [], true),
      mark(assistant, id, [], false),
    ]);
    expect(marked.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await reviewOf(assistant, id)).markings).toHaveLength(1);
    expect((await mark(assistant, id, [], true, 7)).status).toBe(409);
    expect((await mark(assistant, id, [unreadable], true, 1)).json['code']).toBe('review.unknown-item');
  });

  it.each([
    [
      'two items of one id',
      [
        { id: '00000000-0000-4000-8000-000000000000', text: 'a', points: 1 },
        { id: '00000000-0000-4000-8000-000000000000', text: 'b', points: 1 },
      ],
    ],
    ['an item without text', [{ id: null, text: ' ', points: 1 }]],
    ['no number', [{ id: null, text: 'a', points: 'all' }]],
  ])('is refused with %s', async (_what, items) => {
    expect((await save(items as unknown as Draft)).status).toBe(422);
  });

  it('gives the points that no grader can: until then they are not known, and not zero', async () => {
    const id = await graded();
    await needsPerson(id, 20);
    await save([{ id: null, text: 'No proof', points: -8 }], 'negative');
    const item = (await rubric()).items[0]?.id ?? '';
    const view = () => student.get(`/api/submissions/${id}`);
    expect((await view()).json).toMatchObject({ points: null, awaitsReview: true });
    await mark(assistant, id, [item], true);
    expect((await view()).json).toMatchObject({ points: 12, awaitsReview: false });
  });
});

describe('a comment on a line', () => {
  const comment = (client: ApiClient, id: string, change: object = {}) =>
    client.post(`/api/submissions/${id}/comments`, {
      file: 'c.txt',
      line: 1,
      text: 'Why one?',
      saved: null,
      ...change,
    });

  it('is read by its student with the finished review, and changed by its author only', async () => {
    const id = await graded();
    const added = (await comment(assistant, id)).json as unknown as Review;
    const commentId = added.comments[0]?.id ?? '';
    expect(added.comments).toMatchObject([
      { file: 'c.txt', line: 1, text: 'Why one?', own: true, revision: 1 },
    ]);
    expect((await reviewOf(student, id)).comments).toEqual([]);
    await mark(assistant, id, [], true);
    expect((await reviewOf(student, id)).comments).toMatchObject([{ text: 'Why one?', author: 'assistant' }]);
    const reword = (client: ApiClient, seenRevision: number) =>
      client.post(`/api/comments/${commentId}`, { seenRevision, text: 'Why a one?' });
    expect((await reword(instructor, 1)).json['code']).toBe('comment.own-only');
    expect((await reword(student, 1)).status).toBe(404);
    expect((await reword(assistant, 1)).status).toBe(200);
    expect((await reword(assistant, 1)).status).toBe(409);
    expect((await reviewOf(student, id)).comments[0]?.text).toBe('Why a one?');
    expect((await assistant.delete(`/api/comments/${commentId}`)).status).toBe(200);
    expect((await assistant.delete(`/api/comments/${commentId}`)).status).toBe(409);
    expect((await reviewOf(student, id)).comments).toEqual([]);
    const kept = await platform.source.query<{ text: string | null }[]>(
      'SELECT text FROM line_comment_texts WHERE comment_id = $1 ORDER BY revision',
      [commentId],
    );
    expect(kept.map(({ text }) => text)).toEqual(['Why one?', 'Why a one?', null]);
  });

  it.each([
    ['no such file', { file: '../c.txt' }],
    ['no such line', { line: 2 }],
    ['line 0', { line: 0 }],
    ['no text', { text: ' ' }],
  ])('is refused for %s', async (_what, change) => {
    expect((await comment(assistant, await graded(), change)).status).toBe(422);
  });

  it('is kept to be used again, counted, and survives what it was made of', async () => {
    const keep = await assistant.post(`${PROBLEM}/saved-comments`, { text: 'Say why.' });
    const saved = (keep.json as unknown as SavedComment[]).find(({ text }) => text === 'Say why.');
    const id = await graded();
    await comment(assistant, id, { text: 'Say why.', saved: saved?.id });
    await comment(instructor, id, { text: 'Say why.', saved: saved?.id });
    const bank = async () =>
      (await instructor.get(`${PROBLEM}/saved-comments`)).json as unknown as SavedComment[];
    expect((await bank()).find((each) => each.id === saved?.id)?.uses).toBe(2);
    expect((await instructor.delete(`/api/saved-comments/${saved?.id ?? ''}`)).status).toBe(204);
    expect((await bank()).some((each) => each.id === saved?.id)).toBe(false);
    expect((await reviewOf(assistant, id)).comments).toHaveLength(2);
    expect((await comment(assistant, id, { saved: randomUUID() })).status).toBe(404);
  });
});

describe('the queue of reviews', () => {
  const queue = async (client: ApiClient, query = '') =>
    (
      (await client.get(`/api/courses/${COURSE}/review-queue?problem=matrix-product${query}`))
        .json as unknown as ReviewQueueView
    ).items;
  const next = async (client: ApiClient, after: string | null = null) =>
    (await client.post(`${PROBLEM}/next-review`, { after })).json['submission'] as string | null;

  beforeEach(async () => {
    await platform.source.query('DELETE FROM review_claims');
    for (const person of [persons.student, persons.fellow, persons.third]) await graded(person);
  });

  it('has of each student the attempt that counts, and tells what is waiting from what is done', async () => {
    const before = await queue(assistant);
    expect(before).toHaveLength(3);
    expect(before.every(({ state }) => state === 'waiting')).toBe(true);
    const [first] = before;
    await mark(assistant, first?.submission ?? '', [], true);
    expect(await queue(assistant, '&state=waiting')).toHaveLength(2);
    expect(await queue(assistant, '&state=reviewed')).toMatchObject([{ reviewer: 'assistant' }]);
    expect(await queue(instructor, '&mine=true')).toEqual([]);
    expect(await queue(assistant, '&mine=true')).toHaveLength(1);
    const { problems } = (await assistant.get(`/api/courses/${COURSE}/review-progress`)).json as {
      problems: { problem: string; waiting: number; reviewed: number }[];
    };
    expect(problems.find(({ problem }) => problem === 'matrix-product')).toMatchObject({
      waiting: 2,
      reviewed: 1,
    });
  });

  it('never gives two people the same, however many ask at once', async () => {
    const given = await Promise.all(
      [assistant, instructor, assistant, instructor].map((client) => next(client)),
    );
    const [mine, theirs] = [new Set([given[0], given[2]]), new Set([given[1], given[3]])];
    expect([...mine].some((id) => theirs.has(id ?? null))).toBe(false);
    expect(given).not.toContain(null);
  });

  it('shows who has what, gives the next one after it, and takes back what nobody looks at any more', async () => {
    const ids = (await queue(assistant)).map(({ submission }) => submission);
    const first = await next(assistant);
    expect(first).toBe(ids[0]);
    expect((await queue(instructor))[0]).toMatchObject({ holder: 'assistant' });
    const opened = await instructor.post(`/api/submissions/${first ?? ''}/claim`);
    expect(opened.json).toMatchObject({ others: [{ name: 'assistant' }] });
    expect((await reviewOf(assistant, first ?? '')).others).toMatchObject([{ name: 'instructor' }]);
    await instructor.delete(`/api/submissions/${first ?? ''}/claim`);
    expect(await next(assistant, first)).toBe(ids[1]);
    expect(await next(instructor)).toBe(ids[0]);
    expect(await next(assistant, ids[1])).toBe(ids[2]);
    await platform.source.query("UPDATE review_claims SET until = now() - interval '1 second'");
    expect(await next(assistant, ids[2])).toBe(ids[0]);
  });

  it('ends', async () => {
    for (const { submission } of await queue(assistant)) await mark(assistant, submission, [], true);
    expect(await next(assistant)).toBeNull();
  });

  it('hides names from assistants until they ask, which is logged; instructors see them', async () => {
    const [item] = await queue(assistant);
    const id = item?.submission ?? '';
    const nameFor = async (client: ApiClient) => ({
      queue: (await queue(client))[0]?.student?.name,
      review: (await reviewOf(client, id)).student?.name,
      receipt: (await client.get(`/api/submissions/${id}/receipt`)).status,
      list: (
        (await client.get(`/api/courses/${COURSE}/submissions`)).json as {
          submissions: { id: string; student: { name: string } | null }[];
        }
      ).submissions.find((each) => each.id === id)?.student?.name,
    });
    const { name = '' } = (await queue(instructor))[0]?.student ?? {};
    expect(await nameFor(assistant)).toEqual({ receipt: 403 });
    expect(await nameFor(instructor)).toEqual({ queue: name, review: name, list: name, receipt: 200 });
    expect((await assistant.post(`/api/submissions/${id}/reveal`)).json).toMatchObject({ student: { name } });
    await assistant.post(`/api/submissions/${id}/reveal`);
    expect(await nameFor(assistant)).toEqual({ queue: name, review: name, list: name, receipt: 200 });
    const { entries } = (await instructor.get(`/api/courses/${COURSE}/audit`)).json as {
      entries: { action: string; subject: string; actor: string }[];
    };
    const revealed = entries.filter(({ action, subject }) => action === 'student.revealed' && subject === id);
    expect(revealed.map(({ actor }) => actor)).toEqual([persons.assistant.email]);
  });
});
