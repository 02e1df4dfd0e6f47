import type { ReadingView } from '#libs/contracts';
import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { previewAnswer, type ProblemKey } from '../api/endpoints';
import { Icon } from '../components/icon';
import { Formula } from '../components/prose';
import { locate } from './locate';
import { words } from '../words';

interface ReadingProps {
  readonly id: string;
  readonly problem: ProblemKey;
  readonly field: string;
  readonly text: string;
}

/** `We read: …`, asked of the grader itself a moment after the last key. Costs no attempt. */
export function Reading({ id, problem, field, text }: ReadingProps): ReactElement {
  const [settled] = useDebouncedValue(text, 250);
  const preview = useQuery({
    queryKey: ['preview', problem.course, problem.assignment, problem.problem, field, settled],
    queryFn: async ({ signal }) => ({
      of: settled,
      reading: await previewAnswer(problem, field, settled, signal),
    }),
    enabled: settled.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
  return (
    <div
      id={id}
      className="reading"
      role="status"
      data-stale={settled !== text || preview.isFetching || undefined}
    >
      {text.trim() === '' ? (
        <Remark>{words('reading.hint')}</Remark>
      ) : preview.isError ? (
        <Remark>{words('reading.unavailable')}</Remark>
      ) : preview.data === undefined ? (
        <Remark>{words('reading.reading')}</Remark>
      ) : (
        <Outcome reading={preview.data.reading} text={preview.data.of} />
      )}
    </div>
  );
}

function Remark({ children }: { readonly children: string }): ReactElement {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}

function Outcome({ reading, text }: { readonly reading: ReadingView; readonly text: string }): ReactElement {
  if (reading.kind === 'read') {
    return (
      <>
        <Text size="sm" c="dimmed">
          {words('reading.read')}
        </Text>
        <Formula latex={reading.latex} display />
        {reading.remarks.map((remark) => (
          <Text size="sm" key={remark} className="reading-remark">
            <Icon name="info" size={15} /> {remark}
          </Text>
        ))}
      </>
    );
  }
  const place = reading.position === undefined ? null : locate(text, reading.position);
  return (
    <>
      <Text size="sm" className="reading-problem">
        <Icon name="question" size={15} /> {reading.message}
      </Text>
      {place !== null && (
        <>
          <Text size="xs" c="dimmed">
            {words('reading.place', { line: place.line, column: place.column })}
          </Text>
          <pre className="caret" aria-hidden>
            {place.excerpt}
            {'\n'}
            {place.indent}
            <span>^</span>
          </pre>
        </>
      )}
    </>
  );
}
