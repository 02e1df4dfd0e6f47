import type { ReleaseGrades as Change } from '#libs/contracts';
import { authoriseInstructor, notFound, type Actor } from './authorise';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { Policies } from './ports/policies';
import { accept, refuse, type Result } from './result';

/** Shows an assignment's points and reports to its students, or takes them out of sight again. */
export class ReleaseGrades {
  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  async set(
    actor: Actor,
    course: string,
    assignment: string,
    { released, reason }: Change,
  ): Promise<Result<null>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    const version = await this.catalog.findCurrentAssignment(course, assignment);
    if (!version) return notFound();
    const { user, enrollment } = instructor.value;
    const { release } = version.pack.manifest;
    const now = this.clock.now();
    const isOpen = release === 'immediately' || (release !== 'by-hand' && now >= new Date(release));
    if (isOpen) {
      const detail =
        'The assignment’s own rule shows the grades already. To withhold them, publish it with another `release`.';
      return refuse('conflict', 'release.by-rule', detail);
    }
    const by = { id: user.id, name: user.email, reason, courseId: enrollment.course.id };
    await this.policies.setReleased(assignment, released, by, now);
    return accept(null);
  }
}
