import { ApiBody } from '@nestjs/swagger';

/** The two forms of a submission's body, for the OpenAPI page. */
export function SubmissionBody(): MethodDecorator {
  return ApiBody({
    description:
      'JSON `{"answers": {"field": "text"}}`, or a form with files (under any name) and answers as text fields',
    schema: {
      type: 'object',
      properties: {
        answers: { type: 'object', additionalProperties: { type: 'string' } },
        file: { type: 'string', format: 'binary' },
      },
    },
  });
}
