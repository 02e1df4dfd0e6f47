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
import { words } from '../words';

/** Personal access tokens: for scripts and the command line, which can't sign in. */
export function TokensPage(): ReactElement {
  const tokens = useQuery(queries.tokens());
  return (
    <Page title={words('tokens.title')} subtitle={words('tokens.subtitle')}>
      <CreateToken />
      <Loaded query={tokens} inline>
        {(list) => <TokenList tokens={list} />}
      </Loaded>
    </Page>
  );
}

const LIFETIMES = [7, 30, 90, MAX_TOKEN_DAYS];
const SCOPES: readonly Token['scopes'][number][] = ['read', 'submit', 'manage'];

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
        {words('tokens.new')}
      </Title>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={words('tokens.purpose')}
            placeholder={words('tokens.purpose.example')}
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
            label={words('tokens.lifetime')}
            data={LIFETIMES.map((n) => ({
              value: String(n),
              label: n === MAX_TOKEN_DAYS ? words('tokens.year') : words('tokens.days', { n }),
            }))}
            value={days}
            allowDeselect={false}
            onChange={(value) => {
              if (value !== null) setDays(value);
            }}
            w={140}
          />
          <Button type="submit" loading={create.isPending} disabled={scopes.length === 0}>
            {words('tokens.create')}
          </Button>
        </Group>
        <Checkbox.Group
          label={words('tokens.may')}
          mt="md"
          value={scopes}
          onChange={(values) => {
            setScopes(SCOPES.filter((scope) => values.includes(scope)));
          }}
        >
          <Group gap="lg" mt={6}>
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={words(`tokens.scope.${scope}`)}
                description={words(`tokens.scope.${scope}.what`)}
              />
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
    <Notice tone="good" icon="key" title={words('tokens.created', { name: created.name })} role="status">
      <Stack gap="xs">
        <Text size="sm">{words('tokens.created.copy')}</Text>
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
                {words(copied ? 'common.copied' : 'common.copy')}
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
      <Empty icon="key" title={words('tokens.none')}>
        {words('tokens.none.why')}
      </Empty>
    );
  }
  return (
    <Paper withBorder className="card scroll-x" tabIndex={0} role="region" aria-label={words('tokens.table')}>
      <Table verticalSpacing="sm" horizontalSpacing="md" miw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('tokens.name')}</Table.Th>
            <Table.Th scope="col">{words('tokens.may')}</Table.Th>
            <Table.Th scope="col">{words('tokens.created-at')}</Table.Th>
            <Table.Th scope="col">{words('tokens.expires')}</Table.Th>
            <Table.Th scope="col">{words('tokens.last-used')}</Table.Th>
            <Table.Th scope="col">
              <span className="visually-hidden">{words('common.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Th scope="row">{token.name}</Table.Th>
              <Table.Td>{token.scopes.map((scope) => words(`tokens.scope.${scope}`)).join(', ')}</Table.Td>
              <Table.Td>{formatInstant(token.createdAt)}</Table.Td>
              <Table.Td>{formatInstant(token.expiresAt)}</Table.Td>
              <Table.Td>
                {token.lastUsedAt === null ? words('tokens.never') : formatInstant(token.lastUsedAt)}
              </Table.Td>
              <Table.Td ta="right">
                <Button
                  size="xs"
                  variant="subtle"
                  color="red"
                  aria-label={words('tokens.revoke-one', { name: token.name })}
                  onClick={() => {
                    setRevoking(token);
                  }}
                >
                  {words('tokens.revoke')}
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
    <Modal
      opened={token !== null}
      onClose={onClose}
      title={words('tokens.revoke-question', { name: token?.name ?? '' })}
      centered
    >
      <Text size="sm">{words('tokens.revoke.why')}</Text>
      {revoke.isError && (
        <Text size="sm" c="red" role="alert" mt="sm">
          {revoke.error.message}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {words('tokens.keep')}
        </Button>
        <Button
          color="red"
          loading={revoke.isPending}
          onClick={() => {
            if (token !== null) revoke.mutate(token.id);
          }}
        >
          {words('tokens.revoke')}
        </Button>
      </Group>
    </Modal>
  );
}
