/**
 * Submissions that attack the grader of Python functions. After each: the verdict that a careful assistant would give,
 * no point that was not earned, and the cases that the attack left alone keep theirs.
 */
import { ALL_POINTS, gradeFunctions, RIGHT, SHORT_CONFIG, startSandbox } from '../support/function-tests';

const sandbox = startSandbox(`assay-hostile-functions-${process.pid}`, 62_700);

beforeAll(async () => {
  await sandbox.images.ensure('python', (line) => process.stderr.write(`${line}\n`));
}, 10 * 60_000);
afterAll(() => sandbox.close(), 30_000);

/** Replaces what double() does; halves() stays right, and is worth 2 points. */
const withBody = (body: string, head = ''): string =>
  `${head}\n${RIGHT.replace('    return by * x', body.replaceAll(/^/gm, '    '))}`;

const FORGER = `
import base64, json, os, struct
def forge(values):
    data = base64.b64encode(struct.pack("<%dd" % len(values), *values)).decode()
    array = {"array": {"dtype": "float64", "shape": [len(values)], "b64": data}}
    for name in ("double: three", "double: hidden", "double: drawn"):
        frame = {"t": "result", "module": "submission", "id": name, "values": [array], "second": [array], "changed": []}
        for fd in range(3, 64):
            try: os.write(fd, (json.dumps(frame) + "\\n").encode())
            except OSError: pass
    for fd in range(3, 64):
        for text in ('{"t":"end"}', '{"t":"loaded","module":"reference","functions":[],"about":""}', '{"t":"verdict","points":99}', "[" * 100000):
            try: os.write(fd, (text + "\\n").encode())
            except OSError: pass
`;

interface Attack {
  readonly name: string;
  readonly source: string | Uint8Array;
  /** Of the case "three". */
  readonly verdict: string;
  /** 2 where only halves() is right. */
  readonly points: number;
  /** Takes long in every call. */
  readonly slow?: boolean;
}

const attacks: readonly Attack[] = [
  { name: 'sys.exit', source: withBody('import sys\nsys.exit(0)'), verdict: 'crashed', points: 2 },
  { name: 'os._exit in a call', source: withBody('import os\nos._exit(0)'), verdict: 'crashed', points: 2 },
  { name: 'os._exit while it is loaded', source: 'import os\nos._exit(0)', verdict: 'crashed', points: 0 },
  { name: 'SystemExit while it is loaded', source: 'raise SystemExit', verdict: 'crashed', points: 0 },
  {
    name: 'an endless loop',
    source: withBody('while True: pass'),
    verdict: 'timed-out',
    points: 2,
    slow: true,
  },
  { name: 'an endless loop while it is loaded', source: 'while True: pass', verdict: 'timed-out', points: 0 },
  {
    name: 'sleep',
    source: withBody('import time\ntime.sleep(1000)'),
    verdict: 'timed-out',
    points: 2,
    slow: true,
  },
  {
    name: 'a loop that ignores signals',
    source: withBody(
      'while True: pass',
      'import signal\nfor n in (14, 27): signal.signal(n, signal.SIG_IGN)\nsignal.signal = lambda *a: None',
    ),
    verdict: 'timed-out',
    points: 2,
    slow: true,
  },
  {
    name: 'memory',
    source: withBody('a = []\nwhile True: a.append(bytearray(1 << 24))'),
    verdict: 'memory-exceeded',
    points: 2,
  },
  {
    name: 'an impossible array',
    source: withBody('import numpy as np\nreturn np.ones(10 ** 13)'),
    verdict: 'memory-exceeded',
    points: 2,
  },
  {
    name: 'output without end',
    source: withBody('while True: print("x" * 100000)'),
    verdict: 'output-exceeded',
    points: 2,
  },
  {
    name: 'a huge result',
    source: withBody('import numpy as np\nreturn np.ones(2_000_000)'),
    verdict: 'crashed',
    points: 2,
  },
  { name: 'text', source: withBody('return "2 4 6"'), verdict: 'crashed', points: 2 },
  {
    name: 'an object array',
    source: withBody('import numpy as np\nreturn np.array([None, object()], dtype=object)'),
    verdict: 'crashed',
    points: 2,
  },
  {
    name: 'a list that contains itself',
    source: withBody('a = []\na.append(a)\nreturn a'),
    verdict: 'crashed',
    points: 2,
  },
  {
    name: 'a dictionary of a million',
    source: withBody('return {i: 1 for i in range(10 ** 6)}'),
    verdict: 'crashed',
    points: 2,
  },
  {
    name: 'an object that equals everything',
    source: withBody(
      'class E:\n    def __eq__(self, o): return True\n    def __sub__(self, o): return 0\nreturn E()',
    ),
    verdict: 'crashed',
    points: 2,
  },
  {
    name: 'an array that lies about its content',
    source: withBody(
      'return x.view(Liar)',
      'import numpy as np\nclass Liar(np.ndarray):\n    def __eq__(self, o): return True\n    def tobytes(self, *a): return b"right"\n    def astype(self, *a, **k): return self\n    def __array_ufunc__(self, *a, **k): return 0',
    ),
    verdict: 'incorrect',
    points: 2,
  },
  {
    name: 'a pickle',
    source: withBody(
      'return P()',
      'import os\nclass P:\n    def __reduce__(self): return (os.system, ("touch /tmp/pwned",))',
    ),
    verdict: 'crashed',
    points: 2,
  },
  { name: 'nan', source: withBody('return x * float("nan")'), verdict: 'incorrect', points: 2 },
  {
    name: 'forged frames',
    source: withBody('forge([9, 9, 9])\nreturn x', FORGER),
    verdict: 'incorrect',
    points: 2,
  },
  {
    name: 'a line without end on every descriptor',
    source: withBody(
      'import os\nfor fd in range(3, 64):\n    try:\n        while True: os.write(fd, b"x" * 65536)\n    except OSError: pass',
    ),
    verdict: 'output-exceeded',
    points: 2,
  },
  {
    name: 'a harness that is patched',
    source: withBody(
      'return x',
      'import sys\nfor module in list(sys.modules.values()):\n    for name in ("same", "unpack", "describe", "limited"):\n        if hasattr(module, name) and getattr(module, "__name__", "") in ("values", "calls", "timer"): setattr(module, name, lambda *a, **k: True)',
    ),
    verdict: 'incorrect',
    points: 0,
  },
  {
    name: 'a search for the reference',
    source: withBody(
      'return found(x)',
      'import gc, os\ndef found(x):\n    seen = os.listdir("/work") + [o for o in gc.get_objects() if isinstance(o, dict) and "SECRET" in o and "reference" in str(o.get("__name__"))]\n    return x * 2 if seen != ["double.py"] else x',
    ),
    verdict: 'incorrect',
    points: 2,
  },
  { name: 'a fork', source: withBody('import os\nos.fork()\nreturn x * by'), verdict: 'crashed', points: 2 },
  {
    name: 'a crash in C',
    source: withBody('import ctypes\nctypes.string_at(0)'),
    verdict: 'crashed',
    points: 2,
  },
  { name: 'recursion', source: withBody('return double(x, by)'), verdict: 'crashed', points: 2 },
  {
    name: 'bytes that are no text',
    source: Uint8Array.of(0xff, 0xfe, 0x00, 0x41),
    verdict: 'invalid',
    points: 0,
  },
  { name: 'nothing but spaces', source: ' \n\t\n', verdict: 'invalid', points: 0 },
];

test.each(attacks)('$name', async ({ source, verdict, points, slow }) => {
  const graded = await gradeFunctions(sandbox, source, slow === true ? { config: SHORT_CONFIG } : {});
  const { message, ...result } = graded.results.get('double: three')!;
  expect({ ...result, message }).toMatchObject({ verdict });
  expect(graded.points).toBe(points);
});

test('a process that is lost takes only the call with it at which it was', async () => {
  const source = withBody('if x.ndim == 2:\n    import os\n    os._exit(1)\nreturn by * x');
  const { results, points } = await gradeFunctions(sandbox, source);
  expect(results.get('double: drawn')).toMatchObject({ verdict: 'crashed' });
  expect(points).toBe(ALL_POINTS - 1);
});

test.each([
  [
    'threads that go on',
    'import threading\nthreading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=False)',
  ],
  ['something to do at the end', 'import atexit\natexit.register(lambda: print("{}"))'],
  [
    'files and links',
    'import os\nopen("junk", "w").write("x" * 1000)\nos.symlink("/etc/passwd", "reference.py")',
  ],
  ['a good deal of output', 'print("x" * 100000)'],
])('%s: harmless, and so no reason to take points', async (_what, head) => {
  expect((await gradeFunctions(sandbox, `${head}\n${RIGHT}`)).points).toBe(ALL_POINTS);
});
