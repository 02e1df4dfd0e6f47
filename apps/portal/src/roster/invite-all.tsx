import { writeCsv, type Invitations } from '#libs/contracts';
import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { makeInvitations } from '../api/endpoints';
import { count, formatInstant } from '../components/format';
import { Icon } from '../components/icon';
import { Notice } from '../components/notice';

/** Links for all who can't sign in yet, as a file for whatever sends mail to the class. */
export function InviteAll({ course }: { readonly course: string }): ReactElement {
  const make = useMutation({
    mutationFn: () => makeInvitations(course),
    onSuccess: ({ invitations }) => {
      save(`invitations-${course}.csv`, csvOf(invitations));
    },
  });
  return (
    <Paper component="section" aria-labelledby="invite-all" withBorder p="lg" className="card">
      <Group justify="space-between">
        <div className="grow">
          <Title order={2} fz="h4" id="invite-all">
            Some can’t sign in yet
          </Title>
          <Text size="sm" c="dimmed">
            Make a link for each of them by which they choose a password, as a file for a mail merge. Delete
            it once it is sent: whoever has a link can be that person.
          </Text>
        </div>
        <Button
          variant="default"
          loading={make.isPending}
          leftSection={<Icon name="download" size={16} />}
          onClick={() => {
            make.mutate();
          }}
        >
          Make invitation links
        </Button>
      </Group>
      {make.isError && (
        <Notice tone="bad" icon="warning" role="alert">
          {make.error.message}
        </Notice>
      )}
      {make.data !== undefined && (
        <Notice tone="good" icon="check" role="status">
          {count(make.data.invitations.length, 'link')} saved.
          {make.data.others > 0 &&
            ` ${count(make.data.others, 'other')} of courses that you do not run: an administrator makes those.`}
        </Notice>
      )}
    </Paper>
  );
}

function csvOf(invitations: Invitations['invitations']): string {
  const rows = invitations.map(({ email, expiresAt, name, token }) => [
    name,
    email,
    `${window.location.origin}/password#${token}`,
    formatInstant(expiresAt),
  ]);
  return writeCsv([['Name', 'Email', 'Link', 'Good until'], ...rows], { byteOrderMark: true });
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
