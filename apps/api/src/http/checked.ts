import { slugSchema } from '#libs/contracts';
import { notFound, refuse } from '#libs/grading';
import type { PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { RefusedException } from './refusals';

/** Checks a body or parameter by its contract. */
export class Checked<T> implements PipeTransform<unknown, T> {
  constructor(private readonly schema: z.ZodType<T>) {}

  transform(value: unknown): T {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const detail = `The request does not fit: ${z.prettifyError(parsed.error)}`;
    throw new RefusedException(refuse('invalid', 'request.invalid', detail).refusal);
  }
}

/** A part of an address; what can't be the name of anything is simply not there, and never reaches the database. */
class Existing implements PipeTransform<string, string> {
  constructor(private readonly schema: z.ZodType<string>) {}

  transform(value: string): string {
    if (this.schema.safeParse(value).success) return value;
    throw new RefusedException(notFound().refusal);
  }
}

export const existingId = new Existing(z.uuid());
export const existingSlug = new Existing(slugSchema);
