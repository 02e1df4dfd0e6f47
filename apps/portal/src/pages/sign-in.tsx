import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { isApiError } from '../api/client';
import { signIn, ssoPath } from '../api/endpoints';
import { queries } from '../api/queries';
import { returnPath } from '../app/return-path';
import { Entrance } from '../components/entrance';
import { Notice } from '../components/notice';
import { words } from '../words';

export function SignInPage(): ReactElement {
  const [search] = useSearchParams();
  const client = useQueryClient();
  const me = useQuery(queries.me());
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: signIn,
    onSuccess: (person) => {
      client.setQueryData(queries.me().queryKey, person);
    },
  });
  const options = useQuery(queries.signInOptions());
  const problem = SSO_PROBLEMS.find((code) => code === search.get('problem'));
  if (me.data) return <Navigate to={returnPath(search.get('next'))} replace />;

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    attempt.mutate({ email: email.trim(), password });
  };
  return (
    <Entrance title={words('sign-in.title')} subtitle={words('sign-in.subtitle')}>
      <form onSubmit={submit}>
        <Stack>
          {attempt.isError && (
            <Notice tone="bad" icon="warning" role="alert">
              {failure(attempt.error)}
            </Notice>
          )}
          {problem !== undefined && !attempt.isError && (
            <Notice tone="bad" icon="warning" role="alert">
              {words(problem)}
            </Notice>
          )}
          {search.has('next') && problem === undefined && !attempt.isError && (
            <Notice tone="info" icon="info">
              {words('sign-in.next')}
            </Notice>
          )}
          <TextInput
            label={words('sign-in.email')}
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            value={email}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
            }}
          />
          <PasswordInput
            label={words('sign-in.password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': words('sign-in.show-password') }}
            value={password}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
            }}
          />
          <Button type="submit" loading={attempt.isPending} fullWidth mt="xs">
            {words('sign-in.submit')}
          </Button>
        </Stack>
      </form>
      {typeof options.data?.sso === 'string' && (
        <Button component="a" href={ssoPath(returnPath(search.get('next')))} variant="default" fullWidth>
          {words('sign-in.with', { provider: options.data.sso })}
        </Button>
      )}
      <Text size="sm" ta="center">
        <Anchor component={Link} to="/forgot-password">
          {words('sign-in.forgot')}
        </Anchor>
      </Text>
    </Entrance>
  );
}

/** Why single sign-on let nobody in. Only these texts are shown, never one from the address. */
const SSO_PROBLEMS = ['sso.failed', 'sso.taken', 'sso.unavailable', 'sso.unknown', 'sso.unverified'] as const;

function failure(error: Error): string {
  if (!isApiError(error)) return words('sign-in.unknown-failure');
  if (error.status === 401) return words('sign-in.mismatch');
  return error.message;
}
