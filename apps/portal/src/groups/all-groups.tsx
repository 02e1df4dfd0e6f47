import type { Group as StudentGroup } from '#libs/contracts';
import { Button, Group, Select, Stack, Table, Text, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { type AssignmentKey, placeInGroup } from '../api/endpoints';
import { queries } from '../api/queries';
import { namesOf } from '../components/format';
import { MutationError } from '../components/mutation-error';
import { Failure, Loading } from '../components/states';
import { words } from '../words';

/** Staff: all groups of an assignment, and a form that mends them. */
export function AllGroups({ at }: { readonly at: AssignmentKey }): ReactElement {
  const list = useInfiniteQuery(queries.groups(at));
  if (list.data === undefined) {
    if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
    return <Loading />;
  }
  const groups = list.data.pages.flatMap((page) => page.groups);
  return (
    <Stack>
      {groups.length === 0 ? <Text size="sm">{words('groups.none')}</Text> : <GroupTable groups={groups} />}
      {list.hasNextPage && (
        <Group justify="center">
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {words('groups.more')}
          </Button>
        </Group>
      )}
      {groups.length > 0 && <PlaceForm at={at} groups={groups} />}
    </Stack>
  );
}

function GroupTable({ groups }: { readonly groups: readonly StudentGroup[] }): ReactElement {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={words('groups.all')}>
      <Table verticalSpacing="xs" miw={480}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('groups.group')}</Table.Th>
            <Table.Th scope="col">{words('groups.members')}</Table.Th>
            <Table.Th scope="col">{words('groups.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map(({ id, isSettled, members, name }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td>{namesOf(members)}</Table.Td>
              <Table.Td>{words(isSettled ? 'groups.has-submitted' : 'groups.has-not-submitted')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface PlaceFormProps {
  readonly at: AssignmentKey;
  readonly groups: readonly StudentGroup[];
}

const NO_GROUP = 'none';

function PlaceForm({ at, groups }: PlaceFormProps): ReactElement {
  const client = useQueryClient();
  const members = useQuery(queries.roster(at.course)).data?.members ?? [];
  const [student, setStudent] = useState<string | null>(null);
  const [group, setGroup] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const place = useMutation({
    mutationFn: (who: string) =>
      placeInGroup(at, who, { group: group === NO_GROUP ? null : group, reason: reason.trim() }),
    onSuccess: () => {
      setReason('');
    },
    onSettled: () => client.invalidateQueries({ queryKey: queries.groups(at).queryKey }),
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (student !== null) place.mutate(student);
  };
  return (
    <form onSubmit={submit} aria-label={words('groups.place')}>
      <Stack gap="xs">
        <Text fw={600}>{words('groups.place')}</Text>
        <Group grow>
          <Select
            label={words('groups.student')}
            data={members
              .filter(({ role }) => role === 'student')
              .map(({ email, id, name }) => ({ value: id, label: `${name} (${email})` }))}
            value={student}
            onChange={setStudent}
            searchable
          />
          <Select
            label={words('groups.group')}
            data={[
              { value: NO_GROUP, label: words('groups.no-group') },
              ...groups.map(({ id, members: inside, name }) => ({
                value: id,
                label: `${name}: ${namesOf(inside)}`,
              })),
            ]}
            value={group}
            onChange={setGroup}
            searchable
          />
        </Group>
        <Textarea
          label={words('common.reason')}
          description={words('groups.place.hint')}
          required
          withAsterisk={false}
          autosize
          maxLength={4000}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
        <MutationError error={place.error} />
        {place.isSuccess && (
          <Text size="sm" role="status">
            {words('groups.placed')}
          </Text>
        )}
        <div>
          <Button
            type="submit"
            loading={place.isPending}
            disabled={student === null || group === null || reason.trim() === ''}
          >
            {words('common.apply')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
