import type { OwnGroup } from '#libs/contracts';
import { Button, Code, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { type AssignmentKey, joinGroup, leaveGroup, renameGroup, startGroup } from '../api/endpoints';
import { queries } from '../api/queries';
import { Loaded } from '../components/loaded';
import { MutationError } from '../components/mutation-error';
import { words } from '../words';

interface OwnGroupProps {
  readonly at: AssignmentKey;
  readonly maximum: number;
}

/** A student starts a group and shares its code, or joins one by a code. */
export function OwnGroupPanel({ at, maximum }: OwnGroupProps): ReactElement {
  return (
    <Loaded query={useQuery(queries.ownGroup(at))} inline>
      {({ group }) =>
        group === null ? (
          <NoGroup at={at} maximum={maximum} />
        ) : (
          <InGroup at={at} group={group} places={maximum - group.members.length} />
        )
      }
    </Loaded>
  );
}

/** What a change answers is shown at once; after a refusal it is fetched again: somebody else may have been faster. */
function useGroupChange<Input>(
  at: AssignmentKey,
  send: (input: Input) => Promise<OwnGroup>,
): UseMutationResult<OwnGroup, Error, Input> {
  const client = useQueryClient();
  const { queryKey } = queries.ownGroup(at);
  return useMutation({
    mutationFn: send,
    onSuccess: (group) => client.setQueryData(queryKey, group),
    onError: () => client.invalidateQueries({ queryKey }),
  });
}

function NoGroup({ at, maximum }: OwnGroupProps): ReactElement {
  const start = useGroupChange(at, (name: string) => startGroup(at, name));
  const join = useGroupChange(at, (code: string) => joinGroup(at, code));
  return (
    <Stack gap="sm">
      <Text size="sm">{words('groups.rule', { maximum })}</Text>
      <OneField
        label={words('groups.code')}
        action={words('groups.join')}
        maxLength={40}
        change={join}
        isPrimary
      />
      <OneField label={words('groups.name')} action={words('groups.start')} maxLength={100} change={start} />
    </Stack>
  );
}

interface OneFieldProps {
  readonly label: string;
  readonly action: string;
  readonly maxLength: number;
  readonly change: UseMutationResult<OwnGroup, Error, string>;
  readonly isPrimary?: boolean;
}

function OneField({ label, action, maxLength, change, isPrimary = false }: OneFieldProps): ReactElement {
  const [text, setText] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    change.mutate(text.trim());
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={label}
          required
          withAsterisk={false}
          maxLength={maxLength}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
          className="grow"
          miw={180}
        />
        <Button type="submit" variant={isPrimary ? 'filled' : 'default'} loading={change.isPending}>
          {action}
        </Button>
      </Group>
      <MutationError error={change.error} />
    </form>
  );
}

interface InGroupProps {
  readonly at: AssignmentKey;
  readonly group: NonNullable<OwnGroup['group']>;
  readonly places: number;
}

function InGroup({ at, group, places }: InGroupProps): ReactElement {
  const leave = useGroupChange(at, () => leaveGroup(at));
  const rename = useGroupChange(at, (name: string) => renameGroup(at, name));
  return (
    <Stack gap="sm">
      <Text fw={600}>{group.name}</Text>
      <ul className="plain-list">
        {group.members.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      {places > 0 && <JoinCode code={group.joinCode} places={places} />}
      <Text size="sm" c="dimmed">
        {words(group.isSettled ? 'groups.settled' : 'groups.open')}
      </Text>
      {!group.isSettled && (
        <>
          <OneField
            label={words('groups.name')}
            action={words('groups.rename')}
            maxLength={100}
            change={rename}
          />
          <div>
            <Button
              variant="default"
              loading={leave.isPending}
              onClick={() => {
                leave.mutate(undefined);
              }}
            >
              {words('groups.leave')}
            </Button>
          </div>
          <MutationError error={leave.error} />
        </>
      )}
    </Stack>
  );
}

function JoinCode({ code, places }: { readonly code: string; readonly places: number }): ReactElement {
  return (
    <Group gap="xs">
      <Text size="sm">{words('groups.share')}</Text>
      <Code fz="sm">{`${code.slice(0, 4)}-${code.slice(4)}`}</Code>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button size="xs" variant="default" onClick={copy}>
            {words(copied ? 'common.copied' : 'common.copy')}
          </Button>
        )}
      </CopyButton>
      <Text size="sm">{words('groups.places', { n: places })}</Text>
    </Group>
  );
}
