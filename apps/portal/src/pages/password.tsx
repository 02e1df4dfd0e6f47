import { Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { changePassword, personalDataPath } from '../api/endpoints';
import { useMe } from '../app/session';
import { Icon } from '../components/icon';
import { NewPassword } from '../components/new-password';
import { Notice } from '../components/notice';
import { Page } from '../components/page';
import { words } from '../words';

/** Changes the password of who is signed in. */
export function PasswordPage(): ReactElement {
  const me = useMe();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      setCurrent('');
      setPassword('');
    },
  });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    change.mutate({ current, password });
  };
  return (
    <Page title={words('password.title')} subtitle={words('password.subtitle')}>
      <Paper withBorder p="lg" className="card" maw={480}>
        <form onSubmit={submit}>
          <Stack>
            {change.isError && (
              <Notice tone="bad" icon="warning" role="alert">
                {change.error.message}
              </Notice>
            )}
            {change.isSuccess && (
              <Notice tone="good" icon="check" role="status">
                {words('password.changed')}
              </Notice>
            )}
            <input type="text" name="email" autoComplete="username" value={me.email} readOnly hidden />
            <PasswordInput
              label={words('password.current')}
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              visibilityToggleButtonProps={{ 'aria-label': words('password.show-current') }}
              value={current}
              onChange={(event) => {
                setCurrent(event.currentTarget.value);
              }}
            />
            <NewPassword value={password} onChange={setPassword} />
            <Button type="submit" loading={change.isPending}>
              {words('password.submit')}
            </Button>
          </Stack>
        </form>
      </Paper>
      <Paper component="section" aria-labelledby="data" withBorder p="lg" className="card" maw={480}>
        <Title order={2} fz="h4" mb="xs" id="data">
          {words('password.data')}
        </Title>
        <Text size="sm" mb="sm">
          {words('password.data.what')}
        </Text>
        <Button
          component="a"
          href={personalDataPath()}
          download
          variant="default"
          leftSection={<Icon name="download" size={16} />}
        >
          {words('password.data.download')}
        </Button>
      </Paper>
    </Page>
  );
}
