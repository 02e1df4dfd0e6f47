import { addUp } from '#libs/domain';
import { parseConfig } from './config';
import { cSort } from './grader';

describe('config', () => {
  it('names the field that is wrong', () => {
    expect(() => parseConfig({ randomised: 'some' })).toThrow(/^randomised: /);
    expect(() => parseConfig({ pointz: 1 })).toThrow(/pointz/);
  });

  it('plans unique cases that add up to the points', () => {
    const { plan } = cSort.configure({ correctness: 50 });
    expect(new Set(plan.map(({ name }) => name)).size).toBe(plan.length);
    const inputs = plan.filter(
      ({ name }) => !['compiles', 'no library sort', 'O(N log N)', 'clean build'].includes(name),
    );
    expect(addUp(inputs, []).maxPoints).toBeCloseTo(50, 0);
  });
});
