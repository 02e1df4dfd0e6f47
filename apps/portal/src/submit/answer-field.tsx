import type { ProblemView } from '#libs/contracts';
import { Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useId } from 'react';
import type { ProblemKey } from '../api/endpoints';
import { formatNumber } from '../components/format';
import { InlineProse } from '../components/prose';
import { ChoiceField } from './choice-field';
import { Reading } from './reading';
import { words } from '../words';

export type AnswerFieldView = Extract<ProblemView['shape'], { kind: 'answers' }>['fields'][number];

interface AnswerFieldProps {
  readonly problem: ProblemKey;
  readonly field: AnswerFieldView;
  readonly hasReading: boolean;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function hint(input: AnswerFieldView['input']): string | undefined {
  switch (input) {
    case 'formula':
      return words('answer.hint.formula', { latex: '\\frac{1}{2}' });
    case 'matrix':
    case 'derivation':
      return words(`answer.hint.${input}`);
    case 'text':
    case 'choice':
      return undefined;
  }
}

/** One answer with, where the grader can read it back, how it was understood. */
export function AnswerField({ problem, field, hasReading, value, onChange }: AnswerFieldProps): ReactElement {
  const reading = useId();
  if (field.choice) {
    return <ChoiceField label={field.label} choice={field.choice} value={value} onChange={onChange} />;
  }
  const common = {
    label: <InlineProse text={field.label} />,
    // Not every screen reader takes a name from a typeset formula.
    'aria-label': field.label.includes('$') ? field.label.replaceAll('$', '') : undefined,
    description: hint(field.input),
    value,
    // No maxLength on the input: a browser would cut pasted text without a word.
    error: value.length > field.maxLength && words('answer.too-long', { max: formatNumber(field.maxLength) }),
    spellCheck: false,
    autoComplete: 'off',
    autoCapitalize: 'off',
    classNames: { input: 'answer-input' },
    ...(hasReading ? { 'aria-describedby': reading } : {}),
  };
  return (
    <div>
      {field.input === 'formula' ? (
        <TextInput
          {...common}
          size="md"
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      ) : (
        <Textarea
          {...common}
          size="md"
          autosize
          minRows={field.input === 'matrix' ? 3 : 5}
          maxRows={24}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      )}
      {hasReading && <Reading id={reading} problem={problem} field={field.name} text={value} />}
    </div>
  );
}
