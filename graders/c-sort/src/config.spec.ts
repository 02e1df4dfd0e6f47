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
    expect(addUp(plan, []).maxPoints).toBe(50 + 30 + 10);
    expect(plan.find(({ name }) => name === 'O(N log N)')?.maxPoints).toBe(30);
  });
});
