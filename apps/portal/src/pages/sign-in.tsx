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
  const problem = SSO_PROBLEMS[search.get('problem') ?? ''];
  if (me.data) return <Navigate to={returnPath(search.get('next'))} replace />;

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    attempt.mutate({ email: email.trim(), password });
  };
  return (
    <Entrance title="Sign in to Assay" subtitle="Homework that is run, judged and explained.">
      <form onSubmit={submit}>
        <Stack>
          {attempt.isError && (
            <Notice tone="bad" icon="warning" role="alert">
              {failure(attempt.error)}
            </Notice>
          )}
          {problem !== undefined && !attempt.isError && (
            <Notice tone="bad" icon="warning" role="alert">
              {problem}
            </Notice>
          )}
          {search.has('next') && problem === undefined && !attempt.isError && (
            <Notice tone="info" icon="info">
              Sign in to go on to the page that you asked for.
            </Notice>
          )}
          <TextInput
            label="E-mail"
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
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
            value={password}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
            }}
          />
          <Button type="submit" loading={attempt.isPending} fullWidth mt="xs">
            Sign in
          </Button>
        </Stack>
      </form>
      {typeof options.data?.sso === 'string' && (
        <Button component="a" href={ssoPath(returnPath(search.get('next')))} variant="default" fullWidth>
          Sign in with {options.data.sso}
        </Button>
      )}
      <Text size="sm" ta="center">
        <Anchor component={Link} to="/forgot-password">
          Forgot your password?
        </Anchor>
      </Text>
    </Entrance>
  );
}

/** Why single sign-on let nobody in. Only these texts are shown, never one from the address. */
const SSO_PROBLEMS: Readonly<Partial<Record<string, string>>> = {
  'sso.failed': 'Signing in was broken off, or took too long. Try again.',
  'sso.taken':
    'The account with your e-mail address belongs to another person of your university. Ask the administrator.',
  'sso.unavailable': 'Your university’s sign-in does not answer just now. Try again in a minute.',
  'sso.unknown':
    'You have no account here. Ask your instructor to add you to the course with the address that your university knows.',
  'sso.unverified':
    'Your university does not say that your e-mail address is yours, so no account can be matched with it. Ask the administrator.',
};

function failure(error: Error): string {
  if (!isApiError(error)) return 'Signing in failed for a reason unknown to this page. Try again.';
  if (error.status === 401) return 'This e-mail and password do not go together. Check both and try again.';
  return error.message;
}
