import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { setPassword } from '../api/endpoints';
import { Entrance } from '../components/entrance';
import { NewPassword } from '../components/new-password';
import { Notice } from '../components/notice';
import { words } from '../words';

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
      <Entrance title={words('choose.done')}>
        <Notice tone="good" icon="check" role="status">
          {words('choose.done.text', { email: choose.data.email })}
        </Notice>
        <Button component={Link} to="/sign-in" fullWidth>
          {words('sign-in.submit')}
        </Button>
      </Entrance>
    );
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    choose.mutate({ token, password });
  };
  return (
    <Entrance title={words('choose.title')}>
      {token === '' ? (
        <Notice tone="bad" icon="warning">
          {words('choose.incomplete')}
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
              {words('choose.submit')}
            </Button>
          </Stack>
        </form>
      )}
      <Text size="sm" ta="center">
        <Anchor component={Link} to="/sign-in">
          {words('sign-in.back')}
        </Anchor>
      </Text>
    </Entrance>
  );
}
