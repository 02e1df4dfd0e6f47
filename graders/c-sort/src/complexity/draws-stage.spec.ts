import { following } from './draws-stage';

describe('following', () => {
  it('gives the keys the order of the numbers', () => {
    expect([...following([900, 100, 500], 3, 10)]).toEqual([12, 10, 11]);
  });

  it('leaves out the first numbers where there are too many', () => {
    expect([...following([1, 900, 100, 500], 3, 0)]).toEqual([2, 0, 1]);
  });

  it('begins with the smallest keys where there are too few', () => {
    expect([...following([900, 100], 4, 0)]).toEqual([0, 1, 3, 2]);
  });
});
