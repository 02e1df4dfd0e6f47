/** What is refused before any work is done on it. Generous for people, far below what could hurt. */
export const LIMITS = {
  /** UTF-16 units of one answer. */
  characters: 4000,
  tokens: 1500,
  /** Nesting of brackets, functions and exponents together. */
  depth: 150,
  /** Digits of one number as typed, its exponent's shift included. */
  digits: 60,
} as const;
