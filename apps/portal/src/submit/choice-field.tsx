import type { ProblemView } from '#libs/contracts';
import { Checkbox, Radio, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { InlineProse } from '../components/prose';
import { words } from '../words';

type AnswerField = Extract<ProblemView['shape'], { kind: 'answers' }>['fields'][number];

interface ChoiceFieldProps {
  readonly label: string;
  readonly choice: NonNullable<AnswerField['choice']>;
  /** Ids of the chosen options, with commas between. */
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A question with options: one to choose, or as many as are right. */
export function ChoiceField({ label, choice, value, onChange }: ChoiceFieldProps): ReactElement {
  const { options, several } = choice;
  if (!several) {
    return (
      <Radio.Group label={<InlineProse text={label} />} value={value} onChange={onChange}>
        <Stack gap="xs" mt="xs">
          {options.map(({ id, text }) => (
            <Radio key={id} value={id} label={<InlineProse text={text} />} />
          ))}
        </Stack>
      </Radio.Group>
    );
  }
  return (
    <Checkbox.Group
      label={<InlineProse text={label} />}
      description={words('answer.choose-all')}
      value={value === '' ? [] : value.split(', ')}
      onChange={(ids) => {
        onChange(ids.toSorted().join(', '));
      }}
    >
      <Stack gap="xs" mt="xs">
        {options.map(({ id, text }) => (
          <Checkbox key={id} value={id} label={<InlineProse text={text} />} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
