import { parseConfig } from './config';

const good = (cases: unknown[] = [{ name: 'one', args: { x: 1 } }], signature = 'f(x, y=None)') => ({
  file: 'f.py',
  functions: [{ signature, cases }],
});

it('fills in defaults', () => {
  const [tested] = parseConfig(good()).functions;
  expect(tested?.cases[0]).toMatchObject({ points: 1, visibility: 'student', args: { x: 1 } });
  expect(tested?.signature).toEqual({ name: 'f', parameters: ['x', 'y'], defaults: new Map([['y', null]]) });
});

it.each<[string, unknown, string]>([
  ['a path for a file', { ...good(), file: '../f.py' }, 'file'],
  ["the drivers' name", { ...good(), file: 'drivers.py' }, 'drivers.py'],
  ['no signature', good(undefined, 'f(x'), 'is not like'],
  ['a default that is code', good(undefined, 'f(x=open())'), 'is not like'],
  ['an unknown parameter', good([{ name: 'one', args: { x: 1, z: 2 } }]), 'no parameter "z"'],
  ['a missing argument', good([{ name: 'one', args: { y: 2 } }]), 'parameter "x" has no value'],
  [
    'two cases of one name',
    good([
      { name: 'a', args: { x: 1 } },
      { name: 'a', args: { x: 1 } },
    ]),
    'called "a"',
  ],
  [
    'two functions of one name',
    { ...good(), functions: [...good().functions, ...good().functions] },
    'one name',
  ],
  ['rows of different lengths', good([{ name: 'one', args: { x: [[1], [1, 2]] } }]), 'different lengths'],
  [
    'an index outside',
    good([{ name: 'one', args: { x: { normal: [2], set: [{ at: [2], to: 0 }] } } }]),
    'no index [2]',
  ],
  [
    'a huge array',
    good([{ name: 'one', args: { x: { normal: [1000, 1000] } } }]),
    'functions[0].cases[0].args.x',
  ],
  [
    'a drawing nobody knows',
    good([{ name: 'one', args: { x: { gamma: [2] } } }]),
    'functions[0].cases[0].args.x',
  ],
  [
    'an unknown property',
    { ...good(), functions: [{ ...good().functions[0], properties: { fast: 1 } }] },
    'properties',
  ],
])('names what is wrong: %s', (_what, raw, message) => {
  expect(() => parseConfig(raw)).toThrow(message);
});
