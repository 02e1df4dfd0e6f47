import { refuse } from '#libs/grading';
import { Injectable, type PipeTransform } from '@nestjs/common';
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

/** An id in an address; one that can't exist is simply not there. */
@Injectable()
export class ExistingId implements PipeTransform<string, string> {
  transform(value: string): string {
    if (z.uuid().safeParse(value).success) return value;
    throw new RefusedException(
      refuse('not-found', 'not-found', 'There is nothing here that you can see. Check the address.').refusal,
    );
  }
}
