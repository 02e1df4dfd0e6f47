import { basename, resolve } from 'node:path';
import {
  problemDetailsSchema,
  publicationSchema,
  type PackCheckView,
  type Publication,
} from '#libs/contracts';
import { InfrastructureError } from '#libs/grader-sdk';
import { faultText, readPackFolder } from '#libs/grading';
import { packZip } from '#libs/uploads';
import { EXIT, UsageError, type ExitStatus } from '../exit';
import { painter } from '../paint';

const POLL_MS = 500;

export interface PublishOptions {
  readonly course: string;
  readonly server: string;
  /** The name in addresses; the folder's unless given. */
  readonly name?: string;
  /** Only to see whether it passes there. */
  readonly checkOnly?: boolean;
}

/** `assay publish <folder>`: sends a pack to a running server, shows its checks as they come, and what became of it. */
export async function publish(folder: string, options: PublishOptions): Promise<ExitStatus> {
  const token = process.env['ASSAY_TOKEN'] ?? '';
  if (token === '') {
    throw new UsageError(
      'Set ASSAY_TOKEN to an access token with the scope “manage”; the portal makes one under “Access tokens”.',
    );
  }
  const pack = await readPackFolder(resolve(folder));
  const course = new CourseOnServer(options.server, options.course, token);
  const name = options.name ?? basename(resolve(folder));
  const sent = await course.send(name, packZip(pack.files), options.checkOnly !== true);
  return follow(course, sent);
}

async function follow(course: CourseOnServer, sent: Publication): Promise<ExitStatus> {
  const paint = painter(process.stdout);
  let shown = 0;
  for (let current = sent; ; current = await course.find(sent.id)) {
    for (const check of current.checks.slice(shown)) console.log(checkText(check, paint));
    // A worker that died has begun again: what is shown already is not shown twice.
    shown = Math.max(shown, current.checks.length);
    switch (current.state) {
      case 'queued':
      case 'checking':
        await new Promise((done) => setTimeout(done, POLL_MS));
        break;
      case 'passed':
        console.log(paint.green('It passes. Nothing is published, as asked.'));
        return EXIT.ok;
      case 'published':
        console.log(paint.green(`${current.assignment} is published as version ${String(current.version)}.`));
        return EXIT.ok;
      case 'refused':
        for (const fault of current.faults) console.log(`${paint.red('✗')} ${faultText(fault)}`);
        console.log(paint.red('Nothing is published.'));
        return EXIT.refused;
      case 'failed':
        throw new InfrastructureError(current.faults.map(({ message }) => message).join('; '));
    }
  }
}

function checkText(
  { problem, what, ok, message, ...place }: PackCheckView,
  paint: ReturnType<typeof painter>,
): string {
  const text = `${problem}/${what}: ${message}`;
  return ok ? `${paint.green('✓')} ${text}` : `${paint.red('✗')} ${faultText({ ...place, message: text })}`;
}

/** The part of the api that publishing needs. */
class CourseOnServer {
  private readonly base: string;

  constructor(
    server: string,
    course: string,
    private readonly token: string,
  ) {
    try {
      this.base = new URL(`/api/courses/${encodeURIComponent(course)}/publications`, server).href;
    } catch (error) {
      throw new UsageError(`"${server}" is no address like https://assay.example.`, { cause: error });
    }
  }

  send(assignment: string, zip: Uint8Array, publishes: boolean): Promise<Publication> {
    const form = new FormData();
    form.append('assignment', assignment);
    form.append('publish', String(publishes));
    form.append('file', new Blob([zip]), `${assignment}.zip`);
    return this.ask('', { method: 'POST', body: form });
  }

  find(id: string): Promise<Publication> {
    return this.ask(`/${id}`, {});
  }

  private async ask(path: string, request: RequestInit): Promise<Publication> {
    const headers = { authorization: `Bearer ${this.token}` };
    const response = await fetch(this.base + path, { ...request, headers }).catch((error: unknown) => {
      throw new InfrastructureError(`${this.base} does not answer: ${String(error)}`, undefined, {
        cause: error,
      });
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return publicationSchema.parse(answer);
    const problem = problemDetailsSchema.safeParse(answer);
    throw new UsageError(
      problem.success ? problem.data.detail : `${this.base} answered ${String(response.status)}.`,
    );
  }
}
