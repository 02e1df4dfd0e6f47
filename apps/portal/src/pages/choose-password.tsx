import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { setPassword } from '../api/endpoints';
import { Entrance } from '../components/entrance';
import { NewPassword } from '../components/new-password';
import { Notice } from '../components/notice';

/** Where one-time links lead: their token stands behind the `#`. */
export function ChoosePasswordPage(): ReactElement {
  const [token] = useState(() => window.location.hash.slice(1));
  const [password, setTyped] = useState('');
  const choose = useMutation({ mutationFn: setPassword });
  // The next person at this machine finds no link in the history.
  useEffect(() => {
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }, []);
  if (choose.data !== undefined) {
    return (
      <Entrance title="Password chosen">
        <Notice tone="good" icon="check" role="status">
          You can sign in as {choose.data.email} now. What was signed in before is signed out.
        </Notice>
        <Button component={Link} to="/sign-in" fullWidth>
          Sign in
        </Button>
      </Entrance>
    );
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    choose.mutate({ token, password });
  };
  return (
    <Entrance title="Choose a password">
      {token === '' ? (
        <Notice tone="bad" icon="warning">
          This address is not complete. Open the link that you were given once more.
        </Notice>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {choose.isError && (
              <Notice tone="bad" icon="warning" role="alert">
                {choose.error.message}
              </Notice>
            )}
            <NewPassword value={password} onChange={setTyped} />
            <Button type="submit" loading={choose.isPending} fullWidth>
              Set the password
            </Button>
          </Stack>
        </form>
      )}
      <Text size="sm" ta="center">
        <Anchor component={Link} to="/sign-in">
          Back to signing in
        </Anchor>
      </Text>
    </Entrance>
  );
}
