import { Decimal } from 'decimal.js';
import { Elementary } from './elementary';
import { Random } from './random';

describe.each([34, 80])('elementary functions at %d digits', (digits) => {
  const Reference = Decimal.clone({ precision: digits + 30 });
  const elementary = new Elementary(digits, Decimal.clone({ precision: digits + 4 }));
  const random = new Random('elementary');
  const points = Array.from({ length: 60 }, () =>
    new Reference(random.normal().toPrecision(15)).times(random.pick([1e-6, 0.3, 1, 40, 3000])),
  );
  const close = (mine: Decimal, theirs: Decimal): boolean =>
    new Reference(mine)
      .minus(theirs)
      .abs()
      .lessThan(Decimal.max(1, theirs.abs()).times(`1e-${String(digits + 2)}`));

  test.each(points.map((x) => [x.toString()]))('agree with decimal.js at %s', (text) => {
    const x = new Reference(text);
    expect(close(elementary.exp(x), Reference.exp(x))).toBe(true);
    expect(close(elementary.ln(x.abs()), Reference.ln(x.abs()))).toBe(true);
    expect(close(elementary.sinAndCos(x)[0], Reference.sin(x))).toBe(true);
    expect(close(elementary.sinAndCos(x)[1], Reference.cos(x))).toBe(true);
    expect(close(elementary.atan(x), Reference.atan(x))).toBe(true);
  });
});
