import { z } from 'zod';
import { slugSchema } from './manifest';

/**
 * queued → checking → passed → published; or refused, when the pack is wrong, and failed, when the platform is. `passed` waits for
 * somebody to press Publish.
 */
export const PUBLICATION_STATES = ['queued', 'checking', 'passed', 'published', 'refused', 'failed'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

/** One thing that is wrong with a pack, and where. */
export const packFaultSchema = z.object({
  file: z.string().exactOptional(),
  line: z.number().int().exactOptional(),
  message: z.string(),
});

/** A submission of the pack itself, and what came of it. */
export const packCheckSchema = packFaultSchema.extend({
  problem: z.string(),
  /** `solution`, `empty`, `starter`, or `samples/<name>`. */
  what: z.string(),
  ok: z.boolean(),
});
export type PackCheckView = z.infer<typeof packCheckSchema>;

export const publicationSummarySchema = z.object({
  id: z.uuid(),
  assignment: slugSchema,
  state: z.enum(PUBLICATION_STATES),
  /** E-mail of who asked. */
  by: z.string(),
  requestedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Of the assignment, once it is published. */
  version: z.number().int().nullable(),
});

/** What became of a pack that was sent in to be published. */
export const publicationSchema = publicationSummarySchema.extend({
  /** Whether it is published as soon as it has passed. */
  publishes: z.boolean(),
  checks: z.array(packCheckSchema),
  /** Of how many checks; null until they are known. */
  of: z.number().int().nullable(),
  faults: z.array(packFaultSchema),
});
export type Publication = z.infer<typeof publicationSchema>;

export const publicationListSchema = z.object({ publications: z.array(publicationSummarySchema) });
export type PublicationList = z.infer<typeof publicationListSchema>;

/** Beside the file, in a form. */
export const requestPublicationSchema = z.object({
  /** The name of the assignment in addresses, new or known. */
  assignment: slugSchema,
  publish: z.enum(['true', 'false']).default('false'),
});
export type RequestPublication = z.infer<typeof requestPublicationSchema>;
