import { Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { isApiError } from '../api/client';
import { signIn } from '../api/endpoints';
import { queries } from '../api/queries';
import { returnPath } from '../app/return-path';
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
  if (me.data) return <Navigate to={returnPath(search.get('next'))} replace />;

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    attempt.mutate({ email: email.trim(), password });
  };
  return (
    <Center component="main" mih="100vh" p="md" className="sign-in">
      <title>Sign in · Assay</title>
      <Paper withBorder shadow="md" p={{ base: 'lg', xs: 36 }} w="100%" maw={420} className="card">
        <form onSubmit={submit}>
          <Stack>
            <Stack gap={4} align="center" mb="xs">
              <img src="/favicon.svg" alt="" width={48} height={48} />
              <Title order={1} fz="h2" mt={6}>
                Sign in to Assay
              </Title>
              <Text c="dimmed" size="sm" ta="center">
                Homework that is run, judged and explained.
              </Text>
            </Stack>
            {attempt.isError && (
              <Notice tone="bad" icon="warning" role="alert">
                {failure(attempt.error)}
              </Notice>
            )}
            {search.has('next') && !attempt.isError && (
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
      </Paper>
    </Center>
  );
}

function failure(error: Error): string {
  if (!isApiError(error)) return 'Signing in failed for a reason unknown to this page. Try again.';
  if (error.status === 401) return 'This e-mail and password do not go together. Check both and try again.';
  return error.message;
}
