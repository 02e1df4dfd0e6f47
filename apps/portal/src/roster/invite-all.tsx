import { writeCsv, type Invitations } from '#libs/contracts';
import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { makeInvitations } from '../api/endpoints';
import { formatInstant } from '../components/format';
import { Icon } from '../components/icon';
import { Notice } from '../components/notice';
import { words } from '../words';

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
            {words('invite.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {words('invite.why')}
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
          {words('invite.make')}
        </Button>
      </Group>
      {make.isError && (
        <Notice tone="bad" icon="warning" role="alert">
          {make.error.message}
        </Notice>
      )}
      {make.data !== undefined && (
        <Notice tone="good" icon="check" role="status">
          {words('invite.saved', { n: make.data.invitations.length })}{' '}
          {make.data.others > 0 && words('invite.others', { n: make.data.others })}
        </Notice>
      )}
    </Paper>
  );
}

const HEADER = ['invite.csv.name', 'invite.csv.email', 'invite.csv.link', 'invite.csv.until'] as const;

function csvOf(invitations: Invitations['invitations']): string {
  const rows = invitations.map(({ email, expiresAt, name, token }) => [
    name,
    email,
    `${window.location.origin}/password#${token}`,
    formatInstant(expiresAt),
  ]);
  return writeCsv([HEADER.map((key) => words(key)), ...rows], { byteOrderMark: true });
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
