/** Who is in a course: shown, exported, and changed by CSV files of other systems. */
import {
  auditListSchema,
  invitationsSchema,
  rosterAppliedSchema,
  rosterPreviewSchema,
  rosterSchema,
  type Member,
  type RosterPreview,
} from '#libs/contracts';
import { ApiClient, fileForm, type Answer } from '../support/http';
import { Mailbox } from '../support/mailbox';
import { People } from '../support/people';
import { ada, ben, ivo, startPlatform, tess, type Platform } from '../support/platform';

const ROSTER = '/api/courses/intro-ml/roster';
const PASSWORD = 'a new long password';
const GRACE = 'grace@assay.example';

let platform: Platform;
let mailbox: Mailbox;
let instructor: ApiClient;

beforeAll(async () => {
  mailbox = await Mailbox.open();
  platform = await startPlatform({
    worker: false,
    mail: { program: mailbox.program, from: 'assay@assay.example', portal: 'https://assay.example' },
  });
  instructor = await ApiClient.signedIn(platform.url, ivo);
});
afterAll(async () => {
  await platform.stop();
  await mailbox.close();
});

function apply(csv: string, digest: string, as = instructor): Promise<Answer> {
  const form = fileForm('roster.csv', csv);
  form.append('digest', digest);
  return as.post(ROSTER, form);
}

async function preview(csv: string | Uint8Array): Promise<RosterPreview> {
  const answer = await instructor.post(`${ROSTER}/preview`, fileForm('roster.csv', csv));
  return rosterPreviewSchema.parse(answer.json);
}

async function members(): Promise<Member[]> {
  return rosterSchema.parse((await instructor.get(ROSTER)).json).members;
}

async function member(email: string): Promise<Member> {
  const found = (await members()).find((each) => each.email === email);
  if (!found) throw new Error(`${email} is not in the course`);
  return found;
}

it('is not for students to see, nor for assistants to change', async () => {
  const [student, assistant] = await Promise.all(
    [ada, tess].map((account) => ApiClient.signedIn(platform.url, account)),
  );
  expect((await student!.get(ROSTER)).status).toBe(403);
  expect((await student!.get(`${ROSTER}.csv`)).status).toBe(403);
  expect((await assistant!.get(ROSTER)).status).toBe(200);
  expect((await assistant!.post(`${ROSTER}/preview`, fileForm('r.csv', 'Email\n'))).status).toBe(403);
  expect((await apply('Email\n', 'x', assistant)).status).toBe(403);
  expect((await assistant!.post(`${ROSTER}/${(await member(ada.email)).id}/link`)).status).toBe(403);
});

describe('a file', () => {
  const CSV = `Name,Email,SID,Section,Role\nGrace Hopper,${GRACE},s7,A,student\nAnother Name,${ada.email},s1,B,\n`;

  it('is looked at before anything happens', async () => {
    const before = await members();
    const seen = await preview(CSV);
    const enrolled = { role: 'student', section: 'A', labels: [], studentId: 's7' };
    expect(seen.added).toEqual([{ line: 2, email: GRACE, name: 'Grace Hopper', after: enrolled }]);
    expect(seen.changed).toEqual([
      {
        line: 3,
        email: ada.email,
        name: ada.name,
        before: { role: 'student', section: '', labels: [], studentId: '' },
        after: { role: 'student', section: 'B', labels: [], studentId: 's1' },
      },
    ]);
    expect(seen.absent.map(({ email }) => email).sort()).toEqual([ben.email, ivo.email, tess.email].sort());
    expect(await members()).toEqual(before);
  });

  it('is applied as it was seen, or not at all', async () => {
    const { digest } = await preview(CSV);
    const other = await apply(CSV.replace('student', 'instructor'), digest);
    expect([other.status, other.json['code']]).toEqual([409, 'roster.changed']);
    const bad = await apply(`${CSV}Nobody,nowhere,,,\n`, digest);
    expect([bad.status, bad.json['code']]).toEqual([422, 'roster.bad-line']);
    expect(String(bad.json['detail'])).toContain('Line 4');
    expect(await members()).toHaveLength(4);
    const applied = rosterAppliedSchema.parse((await apply(CSV, digest)).json);
    expect(applied).toEqual({ added: 1, changed: 1, invited: 1 });
    expect(await member(GRACE)).toMatchObject({ name: 'Grace Hopper', section: 'A', active: false });
    // The name is the account's own, and who was not named is still there.
    expect(await member(ada.email)).toMatchObject({ name: ada.name, studentId: 's1' });
    expect(await members()).toHaveLength(5);
    expect(await preview(CSV)).toMatchObject({ added: [], changed: [], unchanged: 2, problems: [] });
  });

  it('stands in the audit log, person by person', async () => {
    const { entries } = auditListSchema.parse((await instructor.get('/api/courses/intro-ml/audit')).json);
    expect(entries.filter(({ reason }) => reason === 'a roster file was applied')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ actor: ivo.email, subject: GRACE, before: null }),
        expect.objectContaining({
          subject: ada.email,
          before: { role: 'student', section: '', labels: [], studentId: '' },
          after: { role: 'student', section: 'B', labels: [], studentId: 's1' },
        }),
      ]),
    );
  });

  it('invites who is new by mail, and the link lets in', async () => {
    const { text } = await mailbox.next(GRACE);
    const [, token = ''] = /\/password#(\S+)/.exec(text) ?? [];
    const visitor = new ApiClient(platform.url);
    expect((await visitor.post('/api/password-links', { token, password: PASSWORD })).status).toBe(200);
    const grace = await ApiClient.signedIn(platform.url, {
      role: 'student',
      name: 'Grace Hopper',
      email: GRACE,
      password: PASSWORD,
    });
    expect((await grace.get('/api/courses/intro-ml')).status).toBe(200);
    expect((await member(GRACE)).active).toBe(true);
  });

  it('takes nobody their own role', async () => {
    expect((await preview(`Email,Role\n${ivo.email},student\n`)).problems).toEqual([
      { line: 2, message: expect.stringContaining('This is you') as string },
    ]);
  });

  it.each<[string, string | Uint8Array]>([
    ['formula', 'Name,Email\n"=cmd|\'/C calc\'!A0",eve@assay.example\n'],
    ['UTF-8', Buffer.from('Name,Email\nRen\xe9,rene@assay.example\n', 'latin1')],
    ['NUL', 'Name,Email\nA\0da,eve@assay.example\n'],
  ])('that is hostile gets a clear answer: %s', async (word, csv) => {
    const { problems, added } = await preview(csv);
    expect(added).toEqual([]);
    expect(problems[0]?.message).toContain(word);
  });

  it('has to be there, and only one', async () => {
    const none = await instructor.post(`${ROSTER}/preview`, new FormData());
    expect([none.status, none.json['code']]).toEqual([422, 'roster.no-file']);
    const huge = fileForm('roster.csv', 'x'.repeat(3 * 1024 * 1024));
    expect((await instructor.post(`${ROSTER}/preview`, huge)).status).toBe(413);
  });
});

it('is exported so that no spreadsheet runs it and reading it back changes nothing', async () => {
  await platform.source.query("UPDATE users SET name = '=1+1' WHERE email = $1", [ben.email]);
  const { text, headers } = await instructor.get(`${ROSTER}.csv`);
  expect(headers.get('content-disposition')).toContain('attachment; filename="roster-intro-ml.csv"');
  expect(text).toContain(`"'=1+1","${ben.email}"`);
  await platform.source.query('UPDATE users SET name = $2 WHERE email = $1', [ben.email, ben.name]);
  const again = (await instructor.get(`${ROSTER}.csv`)).text;
  expect(await preview(again)).toMatchObject({ added: [], changed: [], unchanged: 5, problems: [] });
});

describe('a link that an instructor hands over', () => {
  const linkFor = async (email: string) => instructor.post(`${ROSTER}/${(await member(email)).id}/link`);

  it('is made for own students, and is in the audit log', async () => {
    const made = await linkFor(ben.email);
    expect(made.status).toBe(201);
    const body = { token: made.json['token'], password: PASSWORD };
    expect((await new ApiClient(platform.url).post('/api/password-links', body)).json).toEqual({
      email: ben.email,
    });
    const { entries } = auditListSchema.parse((await instructor.get('/api/courses/intro-ml/audit')).json);
    expect(entries[0]).toMatchObject({ action: 'account.link-made', actor: ivo.email, subject: ben.email });
  });

  it('is not made for staff, nor for who is in a course of somebody else: it would open that course', async () => {
    expect((await linkFor(tess.email)).status).toBe(409);
    expect((await linkFor(ivo.email)).status).toBe(409);
    const people = new People(platform, 'no password');
    await people.copyCourse('intro-ml', 'prerequisites', 'elsewhere');
    const victim = await people.add('instructor', 'elsewhere', 'victim');
    const csv = `Email\n${victim.email}\n`;
    const { digest } = await preview(csv);
    expect((await apply(csv, digest)).status).toBe(200);
    const refused = await linkFor(victim.email);
    expect([refused.status, refused.json['code']]).toEqual([409, 'roster.not-in-your-hands']);
  });

  it('is made for a whole class at once: for those who can not sign in yet, and no others', async () => {
    const csv = `Name,Email\nAlan,alan@assay.example\nEdsger,edsger@assay.example\n`;
    await apply(csv, (await preview(csv)).digest);
    await platform.source.query(
      "INSERT INTO courses (id, slug, title) VALUES (gen_random_uuid(), 'far', 'Far')",
    );
    await platform.source.query(
      `INSERT INTO enrollments (user_id, course_id, role)
       SELECT users.id, courses.id, 'student' FROM users, courses
        WHERE email = 'edsger@assay.example' AND slug = 'far'`,
    );
    const assistant = await ApiClient.signedIn(platform.url, tess);
    expect((await assistant.post(`${ROSTER}/links`)).status).toBe(403);
    const made = invitationsSchema.parse((await instructor.post(`${ROSTER}/links`)).json);
    expect([made.invitations.map(({ email }) => email), made.others]).toEqual([['alan@assay.example'], 1]);
    const body = { token: made.invitations[0]?.token, password: PASSWORD };
    expect((await new ApiClient(platform.url).post('/api/password-links', body)).json).toEqual({
      email: 'alan@assay.example',
    });
  });

  it('dies when its account may do more than it might', async () => {
    const { token } = (await linkFor(ada.email)).json;
    const csv = `Email,Role\n${ada.email},assistant\n`;
    await apply(csv, (await preview(csv)).digest);
    const body = { token, password: PASSWORD };
    expect((await new ApiClient(platform.url).post('/api/password-links', body)).status).toBe(404);
  });
});
