import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { EXIT, explain, UsageError, type ExitStatus } from './exit';

const program = new Command('assay')
  .description(
    'Grades homework. Exit status: 0 graded, 1 can not be graded, 2 wrong usage, 3 the platform failed.',
  )
  .exitOverride();

/**
 * Runs a command, whose module is loaded only when it is called (a grade needs no database, a judgement no Docker), and turns
 * what it answers, or throws, into the exit status.
 */
function run<A extends unknown[]>(
  command: (...args: A) => Promise<ExitStatus>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    process.exitCode = await command(...args).catch(explain);
  };
}

program
  .command('grade')
  .description('grade files in the real sandbox, without server or database')
  .argument('<pack/problem>', 'for example courses/intro-ml/prerequisites/sort')
  .argument('<file...>', 'the submission; answers as text files named after their field')
  .option('--json', 'print one GradeReport on stdout and nothing else')
  .action(
    run(async (target: string, files: string[], options: { json?: boolean }) =>
      (await import('./commands/grade.js')).grade(target, files, options),
    ),
  );

program
  .command('judge')
  .description('judge answers of an answer grader')
  .argument('<grader>', 'matrix, derivative, …')
  .option('--config <json>', "the grader's config")
  .option('--answer <text>', 'the answer')
  .option('--json', 'print {verdict, code, message, ms}')
  .option('--jsonl', 'read lines {id, config, answer}, write lines {id, verdict, code, message, ms}')
  .action(
    run(
      async (
        grader: string,
        options: { config?: string; answer?: string; json?: boolean; jsonl?: boolean },
      ) => {
        const { judgeLines, judgeOne } = await import('./commands/judge.js');
        if (options.jsonl === true) return judgeLines(grader);
        if (options.config === undefined || options.answer === undefined) {
          throw new UsageError('Give --config and --answer, or --jsonl to read lines from stdin.');
        }
        return judgeOne(grader, options.config, options.answer, options.json === true);
      },
    ),
  );

program
  .command('check')
  .description('check an assignment pack: manifest, solution, empty submission, starter, samples')
  .argument('<pack>', 'for example courses/intro-ml/prerequisites')
  .option('--twice', 'grade everything a second time, not the solutions only: what publishing does')
  .action(
    run(async (pack: string, options: { twice?: boolean }) =>
      (await import('./commands/check.js')).check(pack, options),
    ),
  );

program
  .command('publish')
  .description(
    'send an assignment to a running server, where it is checked and published (token: ASSAY_TOKEN)',
  )
  .argument('<folder>', 'for example homework-1')
  .requiredOption('--course <course>', 'for example intro-ml')
  .option('--server <address>', 'else ASSAY_SERVER', process.env['ASSAY_SERVER'] ?? 'http://localhost:3000')
  .option('--name <name>', 'of the assignment in addresses; else that of the folder')
  .option('--check-only', 'see whether it passes there, and publish nothing')
  .action(
    run(
      async (
        folder: string,
        options: { course: string; server: string; name?: string; checkOnly?: boolean },
      ) => (await import('./commands/publish.js')).publish(folder, options),
    ),
  );

const fresh = program
  .command('new')
  .description('skeletons of assignments and problems that pass `assay check`');
fresh
  .command('assignment')
  .description('a folder with a manifest and a handout')
  .argument('<folder>', 'its name is what addresses show, for example homework-1')
  .option('--title <title>', 'for example "First homework"; else made from the name')
  .option('--problem <grader>', 'with a first problem, as by `assay new problem`')
  .action(
    run(async (folder: string, options: { title?: string; problem?: string }) =>
      (await import('./commands/new.js')).newAssignment(folder, options),
    ),
  );
fresh
  .command('problem')
  .description('a problem with statement, starter, solution, checks and samples')
  .argument('<grader>', 'stdio, function-tests, choice, short-text, quantity, …')
  .argument('[template]', 'where a grader has several; stdio has c, cpp and python')
  .option('--in <folder>', 'the assignment', '.')
  .option('--id <id>', 'the name of its folder')
  .option('--title <title>', 'what students read')
  .action(
    run(
      async (
        grader: string,
        template: string | undefined,
        options: { in?: string; id?: string; title?: string },
      ) => (await import('./commands/new.js')).newProblem(grader, template, options),
    ),
  );

program
  .command('schema')
  .description("write the JSON Schemas of a pack's YAML files, from which editors complete them")
  .argument('<folder>', 'for example docs/schema')
  .action(run(async (folder: string) => (await import('./commands/schema.js')).schema(folder)));

program
  .command('load')
  .description('publish a course folder into the database of DATABASE_URL')
  .argument('<course>', 'for example courses/intro-ml')
  .option('--demo', 'also create the demo accounts')
  .option('--message <text>', 'why, for the public change logs')
  .action(
    run(async (course: string, options: { demo?: boolean; message?: string }) =>
      (await import('./commands/load.js')).load(course, options),
    ),
  );

program
  .command('receipt')
  .description('signed receipts of submissions')
  .command('verify')
  .description('check a receipt offline, and that these are the files that were received')
  .argument('<receipt>', 'the file that the portal gave')
  .argument('<key>', 'the answer of GET /api/receipt-key, kept since')
  .argument('[file...]', 'what was handed in')
  .action(
    run(async (receipt: string, key: string, files: string[]) =>
      (await import('./commands/receipt.js')).verify(receipt, key, files),
    ),
  );

const user = program.command('user').description('people in the database of DATABASE_URL');
user
  .command('reset-link')
  .description('make a one-time link by which somebody chooses a new password, to be handed over')
  .argument('<email>', 'for example ada@assay.example')
  .action(run(async (email: string) => (await import('./commands/user.js')).resetLink(email)));
user
  .command('enroll')
  .description('put somebody into a course; who is new gets an account, and a link to choose a password')
  .argument('<email>', 'for example ada@assay.example')
  .argument('<course>', 'for example intro-ml')
  .argument('<role>', 'student, assistant or instructor')
  .option('--name <name>', 'of who is new; else the e-mail address')
  .action(
    run(async (email: string, course: string, role: string, options: { name?: string }) =>
      (await import('./commands/user.js')).enroll(email, course, role, options.name ?? email),
    ),
  );

program
  .command('export-personal-data')
  .description('write all that is kept about somebody into a zip, to be handed over')
  .argument('<email>', 'for example ada@assay.example')
  .argument('[file]', 'where to', 'personal-data.zip')
  .action(
    run(async (email: string, file: string) =>
      (await import('./commands/personal-data.js')).exportPersonalData(email, file),
    ),
  );

program
  .command('backup')
  .description('write everything in the database of DATABASE_URL to a file, as it is at one moment')
  .argument('<file>', 'for example assay.backup')
  .action(run(async (file: string) => (await import('./commands/backup.js')).backup(file)));

program
  .command('restore')
  .description('fill an empty database with a backup, and compare')
  .argument('<file>', 'what `assay backup` wrote')
  .action(run(async (file: string) => (await import('./commands/backup.js')).restore(file)));

program
  .command('doctor')
  .description('what this machine has and lacks, and how to mend it')
  .option('--json', 'print the findings as JSON')
  .option('--sandbox', 'try every known way out of the sandbox and say which are shut')
  .action(
    run(async (options: { json?: boolean; sandbox?: boolean }) =>
      (await import('./commands/doctor.js')).doctor(options),
    ),
  );

async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong already; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  }
}

main().catch((error: unknown) => {
  process.exitCode = explain(error);
});
