import type { PackCheckView, Publication } from '#libs/contracts';
import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { publishPack } from '../api/endpoints';
import { queries } from '../api/queries';
import { Icon } from '../components/icon';
import { Loaded } from '../components/loaded';
import { Notice } from '../components/notice';
import { words } from '../words';

interface ChecksProps {
  readonly course: string;
  readonly id: string;
}

/** What the gate has found of a pack so far; asked for again while it is at work. */
export function PublicationChecks({ course, id }: ChecksProps): ReactElement {
  const publication = useQuery(queries.publication(course, id));
  return (
    <Loaded query={publication} inline>
      {(found) => <Checks course={course} publication={found} />}
    </Loaded>
  );
}

function Checks({ course, publication }: { course: string; publication: Publication }): ReactElement {
  const { assignment, checks, faults, id, of, state } = publication;
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: () => publishPack(course, id),
    onSuccess: async (published) => {
      client.setQueryData(queries.publication(course, id).queryKey, published);
      await client.invalidateQueries({ queryKey: queries.publications(course).queryKey });
      await client.invalidateQueries({ queryKey: queries.course(course).queryKey });
    },
  });
  return (
    <Paper component="section" aria-labelledby="publication-checks" withBorder p="lg" className="card">
      <Group justify="space-between">
        <Title order={2} fz="h4" id="publication-checks">
          {words('publish.checks', { assignment })}
        </Title>
        {state === 'passed' && (
          <Button
            loading={publish.isPending}
            onClick={() => {
              publish.mutate();
            }}
          >
            {words('publish.publish')}
          </Button>
        )}
      </Group>
      <Text size="sm" role="status">
        {words(`publish.state.${state}`)}
        {of !== null && ` · ${words('publish.progress', { done: checks.length, of })}`}
      </Text>
      {publish.isError && (
        <Notice tone="bad" icon="warning" role="alert">
          {publish.error.message}
        </Notice>
      )}
      <ul className="plain-list">
        {faults.map((fault) => (
          <Finding key={`${fault.file ?? ''} ${fault.message}`} found={{ ...fault, ok: false }} />
        ))}
        {checks.map((check) => (
          <Finding key={`${check.problem}/${check.what}`} found={check} />
        ))}
      </ul>
    </Paper>
  );
}

type Found = Pick<PackCheckView, 'ok' | 'message' | 'file' | 'line'> &
  Partial<Pick<PackCheckView, 'problem' | 'what'>>;

function Finding({ found: { file, line, message, ok, problem, what } }: { found: Found }): ReactElement {
  const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `;
  return (
    <li className={`tone-${ok ? 'good' : 'bad'}`}>
      <Icon name={ok ? 'check' : 'cross'} size={14} />
      <span className="visually-hidden">
        {words(ok ? 'publish.passed-check' : 'publish.failed-check')}
      </span>{' '}
      {problem !== undefined && <strong>{`${problem}/${what ?? ''} `}</strong>}
      <Text span size="sm">
        {place}
        {message}
      </Text>
    </li>
  );
}
