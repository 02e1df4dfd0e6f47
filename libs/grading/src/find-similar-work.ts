import type { Compared, DecideSimilarity, SimilarityCase, SimilarityList } from '#libs/contracts';
import { roundPoints, type ExpectedFile } from '#libs/domain';
import { authoriseInstructor, notFound, type Actor } from './authorise';
import type { GraderRegistry } from './packs/grader-registry';
import type { Accounts } from './ports/accounts';
import type { Catalog } from './ports/catalog';
import type { Clock } from './ports/clock';
import type { CompareProgramsOf, FoundPair, SimilarityCases } from './ports/similarity';
import { accept, refuse, type Result } from './result';

const PAGE = 50;

/**
 * Finds programs of a problem that are much alike, for instructors alone:
 * cases name students, whom assistants review without names. What is found is a case that people look at; nothing here
 * touches a grade, and no student is told anything.
 */
export class FindSimilarWork {
  private isComparing = false;

  constructor(
    private readonly accounts: Accounts,
    private readonly catalog: Catalog,
    private readonly cases: SimilarityCases,
    private readonly graders: GraderRegistry,
    private readonly clock: Clock,
    private readonly compareAll: CompareProgramsOf,
  ) {}

  /** Compares the latest submission of each student with each other; one comparison at a time, since it takes a processor. */
  async compare(
    actor: Actor,
    course: string,
    assignment: string,
    problemId: string,
  ): Promise<Result<Compared>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    const version = await this.catalog.findCurrentAssignment(course, assignment);
    const problem = version?.pack.findProblem(problemId);
    if (!version || !problem) return notFound();
    const { shape } = this.graders.configure(problem);
    const files = shape.kind === 'files' ? shape.files.filter(({ language }) => language !== 'text') : [];
    if (files.length === 0) {
      return refuse('invalid', 'similarity.no-programs', 'Only programs in C or Python can be compared.');
    }
    if (this.isComparing) {
      return refuse('conflict', 'similarity.busy', 'Another comparison is running. Try again in a minute.');
    }
    this.isComparing = true;
    try {
      const { user } = instructor.value;
      const by = { id: user.id, name: user.email, reason: 'compared', courseId: version.course.id };
      const place = { courseId: version.course.id, assignment, problem: problemId };
      const starter = version.pack.folder(problemId, 'starter');
      const compared: Compared = { programs: 0, leftOut: 0, cases: 0, found: 0 };
      for (const { name, language } of files) {
        const of = { ...place, file: name };
        const programs = await this.cases.latestPrograms(of);
        const template = starter.get(name);
        const report = await this.compareAll({
          language: languageOf(language),
          programs: programs.map(({ submission, text }) => ({ id: submission, text })),
          templates: template ? [new TextDecoder().decode(template)] : [],
        });
        if (!report) return TOO_HARD;
        compared.programs += programs.length;
        compared.leftOut += report.left.length;
        compared.found += report.pairs.length;
        compared.cases += await this.cases.save(of, report.pairs.map(inOrder), by, this.clock.now());
      }
      return accept(compared);
    } finally {
      this.isComparing = false;
    }
  }

  /** Most alike first, a page at a time. */
  async list(
    actor: Actor,
    course: string,
    state: SimilarityCase['state'] | null,
    after: string | null,
  ): Promise<Result<SimilarityList>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    const cases = await this.cases.listOfCourse(course, state, after, PAGE);
    return accept({ cases: [...cases], next: cases.length === PAGE ? (cases.at(-1)?.id ?? null) : null });
  }

  async view(actor: Actor, course: string, id: string): Promise<Result<SimilarityCase>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    const found = await this.cases.find(course, id);
    return found ? accept(found) : notFound();
  }

  async decide(actor: Actor, course: string, id: string, decision: DecideSimilarity): Promise<Result<null>> {
    const instructor = await authoriseInstructor(this.accounts, actor, course);
    if (!instructor.ok) return instructor;
    if (!(await this.cases.find(course, id))) return notFound();
    const { user, enrollment } = instructor.value;
    const by = { id: user.id, name: user.email, reason: decision.reason, courseId: enrollment.course.id };
    if (await this.cases.decide(id, decision, by, this.clock.now())) return accept(null);
    return refuse(
      'conflict',
      'similarity.decided-meanwhile',
      'Somebody else decided this case meanwhile. Read what they wrote first.',
    );
  }
}

const TOO_HARD = refuse(
  'conflict',
  'similarity.too-hard',
  'The programs could not be compared in time. Nothing was stored.',
);

function languageOf(language: ExpectedFile['language']): 'c' | 'python' {
  return language === 'python' ? 'python' : 'c';
}

/** A pair is the same whichever comes first: the smaller id does. */
function inOrder(pair: FoundPair): FoundPair {
  const score = roundPoints(pair.score);
  if (pair.left < pair.right) return { ...pair, score };
  const fragments = pair.fragments.map(({ left, right }) => ({ left: right, right: left }));
  return { ...pair, score, left: pair.right, right: pair.left, fragments };
}
