import { basename, join } from 'node:path';
import { PackError, type PackFault } from './packs/pack-error';
import { readCourseFolder, readPackFolder } from './packs/pack-folder';
import type { GraderRegistry } from './packs/grader-registry';
import { COMMAND_LINE } from './ports/audit-log';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';

export interface LoadedAssignment {
  readonly slug: string;
  readonly version: number;
  readonly isNew: boolean;
}

/**
 * Publishes every assignment pack of a course folder. Run by an administrator on the machine itself, so there is no
 * actor to authorise. A pack that is published already in the same form stays as it is.
 */
export class LoadCourse {
  constructor(
    private readonly catalog: Catalog,
    private readonly graders: GraderRegistry,
    private readonly clock: Clock,
  ) {}

  /** `message` goes into the change logs. @throws PackError when any pack is wrong; then nothing is published. */
  async load(
    folder: string,
    message = 'the course folder was loaded',
  ): Promise<{ slug: string; assignments: readonly LoadedAssignment[] }> {
    const slug = basename(folder);
    const course = await readCourseFolder(folder);
    const packs = await Promise.all(
      course.assignments.map(async (assignment) => {
        try {
          const pack = await readPackFolder(join(folder, assignment));
          for (const problem of pack.manifest.problems) this.graders.configure(problem, pack);
          return { assignment, pack };
        } catch (error) {
          throw error instanceof PackError
            ? new PackError(within(assignment, error), { cause: error })
            : error;
        }
      }),
    );
    await this.catalog.saveCourse({ slug, title: course.title, lateDays: course.lateDays });
    const assignments: LoadedAssignment[] = [];
    for (const [position, { assignment, pack }] of packs.entries()) {
      const { number, isNew } = await this.catalog.publish(
        slug,
        assignment,
        position,
        pack,
        this.clock.now(),
        { ...COMMAND_LINE, reason: message },
      );
      assignments.push({ slug: assignment, version: number, isNew });
    }
    return { slug, assignments };
  }
}

/** The faults of a pack as faults of the course's folder. */
function within(assignment: string, { faults }: PackError): PackFault[] {
  return faults.map(({ file, message, ...rest }) =>
    file === undefined
      ? { message: `${assignment}: ${message}` }
      : { file: `${assignment}/${file}`, message, ...rest },
  );
}
