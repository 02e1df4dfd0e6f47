import { problemDetailsSchema } from '#libs/contracts';
import { applyDecorators, type INestApplication } from '@nestjs/common';
import { ApiBody, ApiResponse, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';

type JsonSchema = NonNullable<Parameters<typeof ApiBody>[0]> extends { schema: infer S } ? S : never;

/** OpenAPI speaks of the same shapes as the checks, because it is made from the same schemas. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' }) as JsonSchema;
}

const PROBLEM = ApiResponse({
  status: 'default',
  description: 'What went wrong and what to do about it',
  content: { 'application/problem+json': { schema: jsonSchema(problemDetailsSchema, 'output') } },
});

/** A JSON answer. */
export function Answers(status: number, description: string, schema: z.ZodType): MethodDecorator {
  const content = { 'application/json': { schema: jsonSchema(schema, 'output') } };
  return applyDecorators(ApiResponse({ status, description, content }), PROBLEM);
}

/** An answer that isn't JSON, or none. */
export function AnswersOther(status: number, description: string, mediaType?: string): MethodDecorator {
  const content =
    mediaType === undefined ? {} : { content: { [mediaType]: { schema: { type: 'string' as const } } } };
  return applyDecorators(ApiResponse({ status, description, ...content }), PROBLEM);
}

/** A JSON body. */
export function Takes(schema: z.ZodType): MethodDecorator {
  return applyDecorators(ApiBody({ schema: jsonSchema(schema, 'input') }));
}

export function serveOpenApi(app: INestApplication): void {
  const config = new DocumentBuilder()
    .setTitle('Assay')
    .setDescription(
      'Submit homework, follow its grading, read the report. Errors are application/problem+json with a stable code.',
    )
    .setVersion('1')
    .addCookieAuth('assay_session')
    .addBearerAuth({ type: 'http', description: 'A personal access token' })
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'api/docs-json',
  });
}
