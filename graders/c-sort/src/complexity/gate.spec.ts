import { judgeFacts } from './gate';
import type { ProgramFacts } from './instrument';

const none: ProgramFacts = {
  symbols: [],
  unreachable: [],
  assembly: [],
  sections: [],
  reserved: [],
  systemArguments: [],
};
const calling = (...names: string[]): ProgramFacts => ({
  ...none,
  symbols: names.map((name) => ({ name, kind: 'function', via: ['main', 'helper', name] })),
});

describe('judgeFacts', () => {
  it('allows what a sort needs, and a qsort that is never reached', () => {
    expect(judgeFacts({ ...calling('printf', 'scanf', 'malloc'), unreachable: ['qsort'] })).toEqual({
      violations: [],
      remarks: [],
    });
  });

  it('names the library sort and the way to it', () => {
    expect(judgeFacts(calling('qsort')).violations).toEqual([
      expect.stringContaining('main → helper → qsort'),
    ]);
  });

  it('lets a pause at the end be, and no other command', () => {
    expect(judgeFacts({ ...calling('system'), systemArguments: ['pause', 'cls'] }).violations).toEqual([]);
    expect(
      judgeFacts({ ...calling('system'), systemArguments: ['pause', 'sort -n'] }).violations,
    ).toHaveLength(1);
    expect(judgeFacts({ ...calling('system'), systemArguments: ['?'] }).violations).toHaveLength(1);
  });

  it.each([
    ['assembly', { ...none, assembly: ['syscall'] }],
    ['sections', { ...none, sections: ['.text'] }],
    ['reserved names', { ...none, reserved: ['__g_cost'] }],
  ])('rejects %s', (_, facts) => {
    expect(judgeFacts(facts).violations).toHaveLength(1);
  });

  it('leaves threads and files to a person', () => {
    expect(judgeFacts(calling('pthread_create', 'fopen'))).toMatchObject({
      violations: [],
      remarks: { length: 2 },
    });
  });
});
