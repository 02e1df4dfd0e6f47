import { randomUUID } from 'node:crypto';
import type { Publication, PublicationList } from '#libs/contracts';
import type { Files } from '#libs/grader-sdk';
import { authoriseInstructor, notFound, type Actor } from './authorise';
import { Pack } from './packs/pack';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { Publications } from './ports/publications';
import { accept, refuse, type Result } from './result';

const LISTED = 50;

/** Takes packs from instructors, and publishes those that the gate has let pass. The gate itself runs in a worker. */
export class PublishAssignment {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly publications: Publications,
    private readonly clock: Clock,
  ) {}

  /** @param publishes whether it is published as soon as it has passed */
  async request(
    actor: Actor,
    course: string,
    assignment: string,
    files: Files,
    publishes: boolean,
  ): Promise<Result<Publication>> {
    const member = await authoriseInstructor(this.accounts, actor, course);
    if (!member.ok) return member;
    const rooted = withoutCommonFolder(files);
    if (!rooted.has('assignment.yaml')) {
      const detail =
        'There is no assignment.yaml in it. Zip the folder of one assignment, and nothing around it.';
      return refuse('invalid', 'publication.no-manifest', detail);
    }
    const id = randomUUID();
    await this.publications.request({
      id,
      courseSlug: course,
      assignment,
      files: rooted,
      publishes,
      userId: member.value.user.id,
      requestedAt: this.clock.now(),
    });
    return this.find(actor, course, id);
  }

  async list(actor: Actor, course: string): Promise<Result<PublicationList>> {
    const member = await authoriseInstructor(this.accounts, actor, course);
    if (!member.ok) return member;
    return accept({ publications: await this.publications.list(course, LISTED) });
  }

  async find(actor: Actor, course: string, id: string): Promise<Result<Publication>> {
    const member = await authoriseInstructor(this.accounts, actor, course);
    if (!member.ok) return member;
    const found = await this.publications.find(course, id);
    return found ? accept(found) : notFound();
  }

  /** Publishes what has passed the gate. Doing it again changes nothing. */
  async publish(actor: Actor, course: string, id: string): Promise<Result<Publication>> {
    const member = await authoriseInstructor(this.accounts, actor, course);
    if (!member.ok) return member;
    const found = await this.publications.find(course, id);
    if (!found) return notFound();
    if (found.state === 'published') return accept(found);
    if (found.state !== 'passed') {
      const detail = 'Only a pack that has passed its checks can be published. Mend it and send it in again.';
      return refuse('conflict', 'publication.not-passed', detail);
    }
    const now = this.clock.now();
    const pack = Pack.fromFiles(await this.publications.filesOf(id));
    const author = { name: member.value.user.email, reason: 'published after its checks' };
    const { number } = await this.catalog.publish(course, found.assignment, null, pack, now, author);
    await this.publications.markPublished(id, number, now);
    return this.find(actor, course, id);
  }
}

/** Some tools put the zipped folder itself into the archive. */
function withoutCommonFolder(files: Files): Files {
  if (files.has('assignment.yaml')) return files;
  const [first = ''] = files.keys();
  const prefix = first.slice(0, first.indexOf('/') + 1);
  if (prefix === '' || ![...files.keys()].every((path) => path.startsWith(prefix))) return files;
  return new Map([...files].map(([path, bytes]) => [path.slice(prefix.length), bytes]));
}
