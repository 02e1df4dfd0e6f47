import { COMMAND_LINE } from '#libs/grading';
import { applyRetention, erasePerson, type RemovedContents } from '#libs/persistence';
import { EXIT, UsageError, type ExitStatus } from '../exit';
import { withDatabase } from './user';

const DAY_MS = 86_400_000;
const DRY_RUN = 'Nothing was changed; say --apply to do it.';

/** `assay retention --course <slug> --older-than <days> [--apply]`: removes contents of old work, grades stay. */
export function retain(slug: string, days: string, apply: boolean): Promise<ExitStatus> {
  if (!/^\d{1,5}$/.test(days)) throw new UsageError('--older-than takes a number of days.');
  return withDatabase(async (source) => {
    const [course] = await source.query<{ id: string }[]>('SELECT id FROM courses WHERE slug = $1', [slug]);
    if (!course) throw new UsageError(`There is no course ${slug}.`);
    const now = new Date();
    const before = new Date(now.getTime() - Number(days) * DAY_MS);
    const author = apply ? { ...COMMAND_LINE, reason: `retention: older than ${days} days` } : null;
    const removed = await applyRetention(source, { id: course.id, before }, author, now);
    console.log(
      `${apply ? 'Removed' : 'Would remove'}, of before ${before.toISOString()}: ${figures(removed)}`,
    );
    if (!apply) console.log(DRY_RUN);
    return EXIT.ok;
  });
}

/** `assay erase <email> [--apply]`: takes a person's name off what stays, and removes the rest. */
export function erase(email: string, apply: boolean): Promise<ExitStatus> {
  return withDatabase(async (source) => {
    const author = apply ? { ...COMMAND_LINE, reason: 'the person was erased' } : null;
    const erasure = await erasePerson(source, email.toLowerCase(), author, new Date());
    switch (erasure.kind) {
      case 'unknown':
        console.error(`Nobody here has the address ${email}.`);
        return EXIT.refused;
      case 'unfinished':
        console.error('Something of theirs waits or is being graded. Cancel it, or wait until it is over.');
        return EXIT.refused;
      case 'erased':
        console.log(`${apply ? 'Removed' : 'Would remove'}: account, and ${figures(erasure.removed)}`);
        console.log(`Grades ${apply ? 'stay' : 'would stay'} under ${erasure.pseudonym}.`);
        if (!apply) console.log(DRY_RUN);
        return EXIT.ok;
    }
  });
}

function figures({ submissions, files, bytes, events, reports }: RemovedContents): string {
  const work = `contents of ${String(submissions)} submissions (${String(files)} files, ${String(bytes)} bytes)`;
  return `${work}, ${String(events)} events, evidence of ${String(reports)} reports`;
}
