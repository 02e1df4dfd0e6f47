/** What each slip is called, and where a student should look. */
import { type Mistake } from './mistake';
import { type Slip } from './slips';

const productRule = (advice: string): Mistake => ({
  name: 'product-rule',
  advice: `Product rule: ${advice}`,
});
const quotientRule = (advice: string): Mistake => ({
  name: 'quotient-rule',
  advice: `Quotient rule: ${advice}`,
});
const powerRule = (advice: string): Mistake => ({ name: 'power-rule', advice: `Power rule: ${advice}` });
const chainRule = (advice: string): Mistake => ({ name: 'chain-rule', advice: `Chain rule: ${advice}` });

export const RULES: Readonly<Record<Slip, Mistake>> = {
  'inner-derivative-missing': chainRule('the derivative of an inner function is missing.'),
  'inner-derivative-as-argument': chainRule('the inner function stays inside; its derivative is a factor.'),
  'inner-derivative-wrong': chainRule('the derivative of an inner function is wrong or incomplete.'),
  'outer-derivative-missing': chainRule('the derivative of an outer function is missing.'),
  'function-kept': {
    name: 'function-rule',
    advice: 'A function such as sin or exp was not differentiated itself.',
  },
  'function-sign': {
    name: 'sign',
    advice: 'The derivative of a function such as sin or cos has the wrong sign.',
  },
  'product-of-derivatives': productRule('the derivative of a product is not the product of the derivatives.'),
  'product-first-half': productRule('one of its two terms is missing.'),
  'product-second-half': productRule('one of its two terms is missing.'),
  'quotient-order': quotientRule('the order of its two terms is swapped.'),
  'quotient-of-derivatives': quotientRule(
    'the derivative of a quotient is not the quotient of the derivatives.',
  ),
  'quotient-denominator': quotientRule('the denominator is squared.'),
  'exponent-kept': powerRule('the exponent goes down by one.'),
  'coefficient-missing': powerRule('the exponent comes down as a factor.'),
  'exponent-raised': powerRule('the exponent goes down by one, not up.'),
};
