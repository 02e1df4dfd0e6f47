/** What people are told of, in the portal and by a real mail server. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { NotificationList, NotificationView } from '#libs/contracts';
import { Clock, MailNotifications } from '#libs/grading';
import { Argon2PasswordHasher, PostgresCatalog, PostgresNotifications } from '#libs/persistence';
import { SmtpMailer } from '../../apps/api/src/accounts/smtp-mailer';
import { RECEIPT_KEY } from '../../apps/api/src/receipt-key';
import { ApiClient } from '../support/http';
import { People, type Person } from '../support/people';
import { ada, startPlatform, type Platform } from '../support/platform';
import { SmtpMailbox } from '../support/smtp-mailbox';

const COURSE = 'another-course';
const EXTENSIONS = `/api/courses/${COURSE}/extensions`;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

class HandClock extends Clock {
  offset = 0;
  now(): Date {
    return new Date(Date.now() + this.offset);
  }
}

let platform: Platform;
let people: People;
let instructor: ApiClient;
let box: SmtpMailbox;
let post: MailNotifications;
let outbox: PostgresNotifications;
const clock = new HandClock();
const warnings: string[] = [];

beforeAll(async () => {
  platform = await startPlatform({ worker: false });
  box = await SmtpMailbox.open();
  people = new People(platform, await new Argon2PasswordHasher().hash(ada.password));
  await people.copyCourse('intro-ml', 'prerequisites', COURSE);
  await people.publish(COURSE, 'withheld', 'release: by-hand');
  const staff = await people.add('instructor', COURSE);
  instructor = new ApiClient(platform.url, await people.sessionOf(staff));
  outbox = new PostgresNotifications(platform.source);
  const key = platform.api.get<KeyObject>(RECEIPT_KEY);
  const mail = { mailer: new SmtpMailer(box.url, 'assay@uni.example'), portal: 'https://assay.example' };
  const catalog = new PostgresCatalog(platform.source);
  post = new MailNotifications(outbox, catalog, clock, mail, key, (message) => warnings.push(message));
});
afterAll(async () => {
  await platform.stop();
  await box.close();
});
afterEach(() => {
  clock.offset = 0;
  box.refuses = false;
});

async function student(name: string): Promise<{ person: Person; client: ApiClient }> {
  const person = await people.add('student', COURSE, name);
  return { person, client: new ApiClient(platform.url, await people.sessionOf(person)) };
}

const listOf = async (client: ApiClient, query = ''): Promise<NotificationList> =>
  (await client.get(`/api/notifications${query}`)).json as unknown as NotificationList;
const kindsOf = async (client: ApiClient): Promise<NotificationView['kind'][]> =>
  (await listOf(client)).notifications.map(({ kind }) => kind);

async function extend({ id }: Person, assignment: string | null = 'prerequisites'): Promise<void> {
  const body = { target: { kind: 'student', id }, assignment, minutes: 60, reason: 'illness' };
  expect((await instructor.post(EXTENSIONS, body)).status).toBe(201);
}

it('tells a student of more time, and nobody else', async () => {
  const [eve, finn] = [await student('eve'), await student('finn')];
  await extend(eve.person);
  const { notifications, unread } = await listOf(eve.client);
  expect(notifications).toMatchObject([
    { kind: 'extension.granted', title: 'Prerequisites', course: { id: COURSE }, isRead: false },
  ]);
  expect(unread).toBe(1);
  expect(await listOf(finn.client)).toEqual({ notifications: [], unread: 0, next: null });

  const ids = notifications.map(({ id }) => id);
  await finn.client.post('/api/notifications/read', { ids });
  expect((await listOf(eve.client)).unread).toBe(1);
  const read = (await eve.client.post('/api/notifications/read', { ids })).json;
  expect(read).toMatchObject({ unread: 0, notifications: [{ isRead: true }] });
});

it('tells of points and answers, but of no points before they are released', async () => {
  const { person, client } = await student('gil');
  const id = await people.submissionOf(person, COURSE, true, { assignment: 'withheld' });
  const set = (points: number, seenRevision: number) =>
    instructor.post(`/api/submissions/${id}/adjustments`, { points, reason: 'a test', seenRevision });
  await set(3, 0);
  expect(await kindsOf(client)).toEqual([]);
  const release = { released: true, reason: 'all graded' };
  await instructor.post(`/api/courses/${COURSE}/assignments/withheld/release`, release);
  await set(4, 1);
  await client.post(`/api/submissions/${id}/regrade-requests`, { about: null, text: 'Please look.' });
  const review = await client.get(`/api/submissions/${id}/review`);
  const [request] = review.json['requests'] as { id: string }[];
  const answer = { decision: 'declined', text: 'It is right.' };
  await instructor.post(`/api/regrade-requests/${request?.id ?? ''}/answer`, answer);
  expect(await kindsOf(client)).toEqual(['regrade.answered', 'points.changed', 'grades.released']);
  expect((await listOf(client)).notifications[0]).toMatchObject({ submission: id, title: 'Prerequisites' });
});

it('is listed a page at a time', async () => {
  const { person, client } = await student('hal');
  for (let n = 0; n < 31; n++) await extend(person, null);
  const first = await listOf(client);
  expect(first.notifications).toHaveLength(30);
  const rest = await listOf(client, `?after=${first.next ?? ''}`);
  expect(rest).toMatchObject({ unread: 31, next: null });
  expect(rest.notifications).toHaveLength(1);
});

describe('mail', () => {
  beforeEach(async () => {
    await post.sendDue();
  });

  it('says what happened and where to look, once', async () => {
    const { person } = await student('ida');
    await extend(person);
    await post.sendDue();
    await post.sendDue();
    const [letter, ...others] = box.to(person.email);
    expect(others).toEqual([]);
    expect(letter?.raw).toContain('Subject: You have more time');
    expect(letter?.raw).toContain(`https://assay.example/courses/${COURSE}/assignments/prerequisites`);
    expect(letter?.raw).toMatch(/List-Unsubscribe: <https:\/\/assay\.example\/api\/unsubscribe\?token=/);
  });

  it('comes later where the server refuses it now', async () => {
    const { person } = await student('jon');
    await extend(person);
    box.refuses = true;
    expect(await post.sendDue()).toBe(0);
    expect(warnings.join()).toContain('451');
    box.refuses = false;
    expect(await post.sendDue()).toBe(0);
    clock.offset = 6 * MINUTE;
    expect(await post.sendDue()).toBe(1);
    expect(box.to(person.email)).toHaveLength(1);
  });

  it('is not lost with a process that dies after it claimed it', async () => {
    const { person } = await student('kim');
    await extend(person);
    expect(await outbox.claimMail(clock.now(), 5)).toHaveLength(1);
    expect(await post.sendDue()).toBe(0);
    clock.offset = 6 * MINUTE;
    expect(await post.sendDue()).toBe(1);
    expect(box.to(person.email)).toHaveLength(1);
  });

  it('is claimed by one of several processes', async () => {
    const persons = await Promise.all(['lea', 'moe', 'nia', 'oda'].map(student));
    for (const { person } of persons) await extend(person);
    await Promise.all([post.sendDue(), post.sendDue(), post.sendDue()]);
    expect(persons.map(({ person }) => box.to(person.email).length)).toEqual([1, 1, 1, 1]);
  });

  it('is one a day for who wants that', async () => {
    const { person, client } = await student('pia');
    const set = await client.post('/api/notification-settings', { mail: 'daily' });
    expect(set.json).toEqual({ mail: 'daily', byMail: false });
    await extend(person);
    await extend(person, null);
    expect(await post.sendDue()).toBe(0);
    clock.offset = 2 * DAY;
    expect(await post.sendDue()).toBe(1);
    const [letter] = box.to(person.email);
    expect(letter?.raw).toContain('Subject: 2 news from Assay');
    expect(letter?.raw.match(/You have more time/g)).toHaveLength(2);
  });

  it('ends by the link in it, without a session; a made-up link ends nothing', async () => {
    const { person, client } = await student('quin');
    await extend(person);
    await post.sendDue();
    const [, token = ''] = /\/unsubscribe#(\S+)/.exec(box.to(person.email)[0]?.raw ?? '') ?? [];
    const stranger = new ApiClient(platform.url);
    const { privateKey } = generateKeyPairSync('ed25519');
    const forged = `${person.id}.${privateKey.export({ format: 'jwk' }).d ?? ''}`;
    for (const wrong of ['', 'x', forged, `${token.slice(0, -4)}AAAA`]) {
      expect((await stranger.post(`/api/unsubscribe?token=${wrong}`)).status).toBe(404);
    }
    expect((await client.get('/api/notification-settings')).json).toMatchObject({ mail: 'immediate' });
    expect((await stranger.post(`/api/unsubscribe?token=${token}`)).status).toBe(204);
    expect((await client.get('/api/notification-settings')).json).toMatchObject({ mail: 'off' });
    await extend(person);
    expect(await post.sendDue()).toBe(0);
    expect((await listOf(client)).unread).toBe(2);
  });
});
