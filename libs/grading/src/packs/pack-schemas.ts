/** JSON Schemas of a pack's YAML files, from which editors complete them and mark mistakes. */
import { assignmentManifestSchema, courseManifestSchema, sampleExpectationSchema } from '#libs/contracts';
import { VERDICTS } from '#libs/domain';
import type { AnyGrader } from '#libs/grader-sdk';
import { z } from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** By file name: `assignment.schema.json`, `course.schema.json`, `expect.schema.json`. */
export function packSchemas(graders: readonly AnyGrader[]): ReadonlyMap<string, JsonSchema> {
  return new Map([
    ['assignment.schema.json', assignmentSchema(graders)],
    ['course.schema.json', schemaOf(courseManifestSchema)],
    ['expect.schema.json', expectSchema()],
  ]);
}

/** What authors write: before defaults and transformations. What no schema can say is left to `assay check`. */
function schemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
}

/** A problem's config is that of the grader which it names. */
function assignmentSchema(graders: readonly AnyGrader[]): JsonSchema {
  const schema = structuredClone(schemaOf(assignmentManifestSchema)) as unknown as AssignmentJsonSchema;
  const problem = schema.properties.problems.items;
  problem.properties['grader'] = { enum: graders.map(({ id }) => id) };
  const configs = graders.flatMap((grader) =>
    grader.configSchema ? [{ grader, config: grader.configSchema }] : [],
  );
  problem.allOf = configs.map(({ grader }) => ({
    if: { properties: { grader: { const: grader.id } }, required: ['grader'] },
    then: { properties: { config: { $ref: `#/$defs/${grader.id}` } } },
  }));
  schema.$defs = {
    ...schema.$defs,
    ...Object.fromEntries(
      configs.map(({ grader, config }) => [grader.id, nested(schemaOf(config), `#/$defs/${grader.id}`)]),
    ),
  };
  return schema as unknown as JsonSchema;
}

interface AssignmentJsonSchema {
  $defs?: Record<string, unknown>;
  properties: {
    problems: { items: { properties: Record<string, unknown>; allOf?: unknown[] } };
  };
}

/** A schema as part of another: its references begin at its new place. */
function nested({ $schema, ...schema }: JsonSchema, at: string): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', `"$ref":"${at}`)) as unknown;
}

function expectSchema(): JsonSchema {
  const schema = structuredClone(schemaOf(sampleExpectationSchema)) as unknown as {
    properties: Record<string, unknown>;
  };
  schema.properties['verdicts'] = {
    type: 'object',
    description: 'By the name of a case.',
    additionalProperties: { enum: VERDICTS },
  };
  return schema;
}
