import { seededRandom } from '../random';
import { inserted, insertions } from './search-stage';

describe('inserted', () => {
  it.each([
    [[], { place: 0, rank: 0 }, [0]],
    [[0, 1], { place: 2, rank: 0 }, [1, 2, 0]],
    [[2, 0, 1], { place: 1, rank: 2 }, [3, 2, 0, 1]],
    [[1, 0], { place: 0, rank: 2 }, [2, 1, 0]],
  ])('puts one more key into %j at %j', (ranks, insertion, expected) => {
    expect(inserted(ranks, insertion)).toEqual(expected);
  });

  it('keeps ranks a permutation, and the order of the others', () => {
    const random = seededRandom('spec', 'insertions');
    let ranks: readonly number[] = [0];
    for (const anywhere of [false, true]) {
      for (const choice of insertions(ranks.length, 0, anywhere, random)) {
        const next = inserted(ranks, choice);
        expect([...next].sort((a, b) => a - b)).toEqual(next.map((_, i) => i));
        const others = next.filter((_, i) => i !== choice.place);
        expect(
          others.map((rank) => ranks.length - others.filter((other) => other > rank).length - 1),
        ).toEqual(ranks);
        ranks = next;
      }
    }
  });
});

test('keys are appended near the last one, and put elsewhere when asked for', () => {
  const random = seededRandom('spec', 'places');
  const appended = insertions(10, 4, false, random);
  expect(appended.every(({ place }) => place === 10)).toBe(true);
  expect(appended.map(({ rank }) => rank)).toEqual(expect.arrayContaining([0, 10, 4, 5]));
  expect(new Set(insertions(10, 4, true, random).map(({ place }) => place)).size).toBeGreaterThan(2);
});
