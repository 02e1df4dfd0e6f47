import type { ExtensionTarget, Member } from '#libs/contracts';
import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { grantExtension } from '../api/policies';
import { queries } from '../api/queries';
import { MutationError } from '../components/mutation-error';
import { words } from '../words';

type Kind = ExtensionTarget['kind'];
const KINDS: readonly Kind[] = ['student', 'section', 'label'];

interface Option {
  readonly value: string;
  readonly label: string;
}

/** More time for somebody: hours on top of the due date, or until a date. */
export function GrantExtensionForm({ course }: { readonly course: string }): ReactElement {
  const members = useQuery(queries.roster(course)).data?.members ?? [];
  const assignments = useQuery(queries.course(course)).data?.assignments ?? [];
  const [kind, setKind] = useState<Kind>('student');
  const [chosen, setChosen] = useState('');
  const [assignment, setAssignment] = useState('');
  const [hours, setHours] = useState<string | number>(24);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const options = optionsOf(kind, members);
  const who = options.some(({ value }) => value === chosen) ? chosen : (options[0]?.value ?? '');
  const client = useQueryClient();
  const grant = useMutation({
    mutationFn: () =>
      grantExtension(course, {
        target: kind === 'student' ? { kind, id: who } : { kind, name: who },
        assignment: assignment === '' ? null : assignment,
        minutes: Math.round(Number(hours) * 60),
        // The field has the viewer's own clock.
        dueAt: assignment === '' || until === '' ? null : new Date(until).toISOString(),
        reason: reason.trim(),
      }),
    onSuccess: () => {
      setReason('');
    },
    onSettled: () => client.invalidateQueries({ queryKey: queries.extensions(course).queryKey }),
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    grant.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <NativeSelect
            label={words('extensions.for')}
            value={kind}
            data={KINDS.map((value) => ({ value, label: words(`extensions.kind.${value}`) }))}
            onChange={(event) => {
              setKind(event.currentTarget.value as Kind);
            }}
          />
          <NativeSelect
            label={words('extensions.who')}
            value={who}
            data={options}
            disabled={options.length === 0}
            onChange={(event) => {
              setChosen(event.currentTarget.value);
            }}
          />
          <NativeSelect
            label={words('extensions.assignment')}
            value={assignment}
            data={[
              { value: '', label: words('extensions.all') },
              ...assignments.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(event) => {
              setAssignment(event.currentTarget.value);
            }}
          />
        </Group>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <NumberInput
            label={words('extensions.hours')}
            description={words('extensions.hours.why')}
            min={0}
            max={8_784}
            value={hours}
            onChange={setHours}
          />
          <TextInput
            type="datetime-local"
            label={words('extensions.until')}
            description={words('extensions.until.why')}
            disabled={assignment === ''}
            value={until}
            onChange={(event) => {
              setUntil(event.currentTarget.value);
            }}
          />
        </Group>
        <TextInput
          label={words('common.reason')}
          description={words('extensions.reason.why')}
          required
          withAsterisk={false}
          maxLength={4000}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <MutationError error={grant.error} />
        <Group>
          <Button type="submit" loading={grant.isPending} disabled={who === '' || reason.trim() === ''}>
            {words('extensions.grant')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function optionsOf(kind: Kind, members: readonly Member[]): Option[] {
  const students = members.filter(({ role }) => role === 'student');
  if (kind === 'student') {
    return students.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }));
  }
  const names = students.flatMap(({ section, labels }) => (kind === 'section' ? [section] : labels));
  return [...new Set(names)]
    .filter((name) => name !== '')
    .sort((a, b) => a.localeCompare(b))
    .map((name) => ({ value: name, label: name }));
}
