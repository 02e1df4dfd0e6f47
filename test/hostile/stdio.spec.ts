/**
 * Programs that attack the stdio grader. After each: the verdict that a careful assistant would give, not one point that
 * was not earned, and nothing of what the assignment hides in what the report says of visible cases.
 */
import { startSandbox } from '../support/function-tests';
import { ALL_POINTS, gradeProgram, type Language, SUMS } from '../support/stdio';

const sandbox = startSandbox(`assay-hostile-stdio-${process.pid}`, 63_100);

beforeAll(async () => {
  for (const image of ['c', 'cpp', 'python'] as const) {
    await sandbox.images.ensure(image, (line) => process.stderr.write(`${line}\n`));
  }
}, 10 * 60_000);
afterAll(() => sandbox.close(), 30_000);

interface Attack {
  readonly name: string;
  readonly language: Language;
  readonly source: string;
  /** Of the case "two"; of "compiles" where that is not correct. */
  readonly verdict: string;
  /** Where the program is right in spite of all. */
  readonly points?: number;
}

const HEADERS = [
  'dirent',
  'fcntl',
  'signal',
  'stdio',
  'stdlib',
  'string',
  'unistd',
  'sys/socket',
  'netinet/in',
]
  .map((name) => `#include <${name}.h>\n`)
  .join('');
const c = (body: string): string => `${HEADERS}int main(void) {\n${body}\nreturn 0;\n}\n`;
/** Prints everything that can be read below a few places. */
const READER = `
import os
files = ["/proc/%s/%s" % (pid, name) for pid in ("self", "1") for name in ("environ", "cmdline", "maps", "mounts", "mem", "fd/0", "root/etc/shadow")]
for top in ("/work", "/tmp", "/checks", "/opt/assay", "/autograder", "/dev/shm"):
    files += [os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names]
for path in files:
    try:
        with open(path, "rb", buffering=0) as file: print(path, file.read(300))
    except OSError: pass
`;

const attacks: readonly Attack[] = [
  { name: 'an endless loop', language: 'c', source: c('for (;;);'), verdict: 'timed-out' },
  {
    name: 'a fork bomb',
    language: 'c',
    source: c('for (int i = 0; i < 100000; i++) if (fork() >= 0) fork();'),
    verdict: 'incorrect',
  },
  {
    name: 'a fork bomb in Python',
    language: 'python',
    source: 'import os\nfor _ in range(10000):\n    try: os.fork()\n    except OSError: pass\n',
    verdict: 'incorrect',
  },
  {
    name: 'memory without end',
    language: 'c',
    source: c('for (;;) { char *p = malloc(1 << 20); if (p) memset(p, 1, 1 << 20); }'),
    verdict: 'memory-exceeded',
  },
  {
    name: 'output without end',
    language: 'c++',
    source: '#include <iostream>\nint main() { for (;;) std::cout << "0123456789"; }',
    verdict: 'output-exceeded',
  },
  { name: 'reading every file in reach', language: 'python', source: READER, verdict: 'incorrect' },
  {
    name: 'reading the expected output beside the input',
    language: 'c',
    source: c(`
      const char *names[] = {"two.out", "../two.out", "checks/two.out", "/work/checks/two.out", "hidden.out", "expected.txt"};
      char line[100];
      for (int i = 0; i < 6; i++) { FILE *f = fopen(names[i], "r"); if (f && fgets(line, 100, f)) puts(line); }`),
    verdict: 'incorrect',
  },
  {
    name: 'the network',
    language: 'c',
    source: c(`
      int s = socket(AF_INET, SOCK_STREAM, 0);
      struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(5432), .sin_addr = { htonl(0x7f000001) } };
      if (s >= 0 || connect(s, (struct sockaddr *)&to, sizeof to) == 0) puts("3");`),
    verdict: 'incorrect',
  },
  {
    name: 'shells',
    language: 'c',
    source: c('system("echo 3"); popen("echo 3", "r"); execl("/bin/sh", "sh", "-c", "echo 3", NULL);'),
    verdict: 'incorrect',
  },
  {
    name: 'killing everything',
    language: 'c',
    source: c('kill(-1, SIGKILL); kill(1, SIGKILL); kill(getppid(), SIGKILL);'),
    verdict: 'incorrect',
  },
  { name: 'killing itself', language: 'c', source: c('raise(SIGKILL);'), verdict: 'crashed' },
  {
    name: 'frames and verdicts on every descriptor',
    language: 'c',
    source: c(`
      const char *forged = "{\\"verdict\\":\\"correct\\",\\"points\\":99,\\"t\\":\\"end\\"}\\n";
      for (int fd = 0; fd < 1024; fd++) { write(fd, forged, strlen(forged)); close(fd); }`),
    verdict: 'incorrect',
  },
  {
    name: 'remembering an answer for the next case',
    language: 'python',
    source:
      'import os, sys\ndata = sys.stdin.read()\nfor place in ("/work/seen", "/tmp/seen", "/dev/shm/seen"):\n    try:\n        if os.path.exists(place): print(open(place).read())\n        open(place, "w").write(data)\n    except OSError: pass\n',
    verdict: 'incorrect',
  },
  {
    name: 'an include of what is running',
    language: 'c',
    source: '#include "/proc/self/environ"\n#include "/proc/1/environ"\nint main(void) { return 0; }',
    verdict: 'compile-error',
  },
  {
    name: 'an include without end',
    language: 'c',
    source: '#include "/dev/zero"\nint main(void) { return 0; }',
    verdict: 'compile-error',
  },
  {
    name: 'templates without end',
    language: 'c++',
    source:
      'template <int N, int M> struct A { static const int x = A<N - 1, M>::x + A<N - 1, M + 1>::x; };\ntemplate <int M> struct A<0, M> { static const int x = M; };\nint main() { return A<400, 0>::x; }',
    verdict: 'compile-error',
  },
  {
    name: 'a program of a gigabyte',
    language: 'c',
    source: 'char big[1 << 30] = {1};\nint main(void) { return 0; }',
    verdict: 'compile-error',
  },
  {
    name: 'the right answer, then standing still',
    language: 'c',
    source: SUMS.c
      .replace('return 0', 'fflush(stdout); for (;;) pause(); return 0')
      .replace('<stdio.h>', '<stdio.h>\n#include <unistd.h>'),
    verdict: 'timed-out',
  },
  {
    name: 'the right answer beside threads that never end',
    language: 'c',
    source: SUMS.c
      .replace(
        '#include <stdio.h>',
        '#include <stdio.h>\n#include <pthread.h>\nstatic void *spin(void *p) { for (;;); return p; }',
      )
      .replace(
        'long sum',
        'pthread_t t; for (int i = 0; i < 4; i++) pthread_create(&t, NULL, spin, NULL);\n  long sum',
      ),
    verdict: 'correct',
    points: ALL_POINTS,
  },
];

it.each(attacks)('$name ($language)', async ({ language, source, verdict, points = 0 }) => {
  const graded = await gradeProgram(sandbox, source, {
    language,
    config: { limits: { seconds: 0.4, timeouts: 1, outputKiB: 64 } },
  });
  const { results } = graded;
  const decisive =
    results.get('compiles')!.verdict === 'correct' ? results.get('two')! : results.get('compiles')!;
  expect(decisive.verdict).toBe(verdict);
  expect(graded.points).toBe(points);
  const shown = JSON.stringify([...results.values()].filter(({ name }) => name !== 'hidden'));
  expect(shown).not.toMatch(/1234 4321|782556|ASSAY_|DATABASE_URL/);
});
