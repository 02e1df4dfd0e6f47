import { MAX_TOKEN_DAYS, type CreatedToken, type Token } from '#libs/contracts';
import {
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  Modal,
  Paper,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { createToken, revokeToken } from '../api/endpoints';
import { queries } from '../api/queries';
import { formatInstant } from '../components/format';
import { Icon } from '../components/icon';
import { Notice } from '../components/notice';
import { Loaded } from '../components/loaded';
import { Page } from '../components/page';
import { Empty } from '../components/states';

/** Personal access tokens: for scripts and the command line, which can't sign in. */
export function TokensPage(): ReactElement {
  const tokens = useQuery(queries.tokens());
  return (
    <Page
      title="Access tokens"
      subtitle="For scripts and the command line. A token can do what you allow it, never change your account."
    >
      <CreateToken />
      <Loaded query={tokens} inline>
        {(list) => <TokenList tokens={list} />}
      </Loaded>
    </Page>
  );
}

const LIFETIMES = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: String(MAX_TOKEN_DAYS), label: 'one year' },
];

const SCOPES: readonly { value: Token['scopes'][number]; label: string; description: string }[] = [
  { value: 'read', label: 'Read', description: 'courses, submissions and reports that you can see' },
  { value: 'submit', label: 'Submit', description: 'hand in work, take it back while it waits' },
  { value: 'manage', label: 'Manage', description: 'what staff change in their courses' },
];
const SCOPE_NAMES = new Map(SCOPES.map(({ value, label }) => [value, label]));

function CreateToken(): ReactElement {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [scopes, setScopes] = useState<Token['scopes']>(['read', 'submit']);
  const create = useMutation({
    mutationFn: createToken,
    onSuccess: () => {
      setName('');
      return client.invalidateQueries({ queryKey: queries.tokens().queryKey });
    },
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    create.mutate({ name: name.trim(), scopes, expiresInDays: Number(days) });
  };
  return (
    <Paper component="section" aria-labelledby="new-token" withBorder p="lg" className="card">
      <Title order={2} fz="h4" id="new-token" mb="sm">
        New token
      </Title>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label="What is it for?"
            placeholder="for example: laptop"
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
            className="grow"
            miw={200}
          />
          <Select
            label="Valid for"
            data={LIFETIMES}
            value={days}
            allowDeselect={false}
            onChange={(value) => {
              if (value !== null) setDays(value);
            }}
            w={140}
          />
          <Button type="submit" loading={create.isPending} disabled={scopes.length === 0}>
            Create
          </Button>
        </Group>
        <Checkbox.Group
          label="It may"
          mt="md"
          value={scopes}
          onChange={(values) => {
            setScopes(SCOPES.map(({ value }) => value).filter((value) => values.includes(value)));
          }}
        >
          <Group gap="lg" mt={6}>
            {SCOPES.map(({ value, label, description }) => (
              <Checkbox key={value} value={value} label={label} description={description} />
            ))}
          </Group>
        </Checkbox.Group>
      </form>
      {create.isError && (
        <Notice tone="bad" icon="warning" role="alert">
          {create.error.message}
        </Notice>
      )}
      {create.data !== undefined && <NewToken created={create.data} />}
    </Paper>
  );
}

function NewToken({ created }: { readonly created: CreatedToken }): ReactElement {
  return (
    <Notice tone="good" icon="key" title={`Token “${created.name}”`} role="status">
      <Stack gap="xs">
        <Text size="sm">Copy it now: it is not shown again.</Text>
        <Group gap="xs">
          <Code className="token" fz="sm">
            {created.token}
          </Code>
          <CopyButton value={created.token}>
            {({ copied, copy }) => (
              <Button
                size="xs"
                variant="default"
                onClick={copy}
                leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
              >
                {copied ? 'Copied' : 'Copy'}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Notice>
  );
}

function TokenList({ tokens }: { readonly tokens: readonly Token[] }): ReactElement {
  const [revoking, setRevoking] = useState<Token | null>(null);
  if (tokens.length === 0) {
    return (
      <Empty icon="key" title="No tokens">
        Create one above to use the command line or your own scripts.
      </Empty>
    );
  }
  return (
    <Paper withBorder className="card scroll-x" tabIndex={0} role="region" aria-label="Your tokens">
      <Table verticalSpacing="sm" horizontalSpacing="md" miw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Name</Table.Th>
            <Table.Th scope="col">It may</Table.Th>
            <Table.Th scope="col">Created</Table.Th>
            <Table.Th scope="col">Expires</Table.Th>
            <Table.Th scope="col">Last used</Table.Th>
            <Table.Th scope="col">
              <span className="visually-hidden">Actions</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Th scope="row">{token.name}</Table.Th>
              <Table.Td>{token.scopes.map((scope) => SCOPE_NAMES.get(scope)).join(', ')}</Table.Td>
              <Table.Td>{formatInstant(token.createdAt)}</Table.Td>
              <Table.Td>{formatInstant(token.expiresAt)}</Table.Td>
              <Table.Td>{token.lastUsedAt === null ? 'never' : formatInstant(token.lastUsedAt)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  aria-label={`Revoke ${token.name}`}
                  onClick={() => {
                    setRevoking(token);
                  }}
                >
                  Revoke
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <RevokeDialog
        token={revoking}
        onClose={() => {
          setRevoking(null);
        }}
      />
    </Paper>
  );
}

interface RevokeDialogProps {
  readonly token: Token | null;
  readonly onClose: () => void;
}

function RevokeDialog({ token, onClose }: RevokeDialogProps): ReactElement {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: revokeToken,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: queries.tokens().queryKey });
      onClose();
    },
  });
  return (
    <Modal opened={token !== null} onClose={onClose} title={`Revoke “${token?.name ?? ''}”?`} centered>
      <Text size="sm">Whatever uses this token stops working at once. This can’t be undone.</Text>
      {revoke.isError && (
        <Text size="sm" c="red" role="alert" mt="sm">
          {revoke.error.message}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Keep it
        </Button>
        <Button
          color="red"
          loading={revoke.isPending}
          onClick={() => {
            if (token !== null) revoke.mutate(token.id);
          }}
        >
          Revoke
        </Button>
      </Group>
    </Modal>
  );
}
