import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { requestReset } from '../api/endpoints';
import { queries } from '../api/queries';
import { Entrance } from '../components/entrance';
import { Loaded } from '../components/loaded';
import { Notice } from '../components/notice';
import { words } from '../words';

export function ForgotPasswordPage(): ReactElement {
  const options = useQuery(queries.signInOptions());
  return (
    <Entrance title={words('forgot.title')}>
      <Loaded query={options} inline>
        {({ resetByMail }) =>
          resetByMail ? (
            <RequestForm />
          ) : (
            <Notice tone="info" icon="info">
              {words('forgot.no-mail')}
            </Notice>
          )
        }
      </Loaded>
      <Text size="sm" ta="center">
        <Anchor component={Link} to="/sign-in">
          {words('sign-in.back')}
        </Anchor>
      </Text>
    </Entrance>
  );
}

function RequestForm(): ReactElement {
  const [email, setEmail] = useState('');
  const request = useMutation({ mutationFn: requestReset });
  if (request.isSuccess) {
    return (
      <Notice tone="good" icon="check" role="status">
        {words('forgot.sent', { email: email.trim() })}
      </Notice>
    );
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    request.mutate(email.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {request.isError && (
          <Notice tone="bad" icon="warning" role="alert">
            {request.error.message}
          </Notice>
        )}
        <TextInput
          label={words('sign-in.email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
          }}
        />
        <Button type="submit" loading={request.isPending} fullWidth>
          {words('forgot.submit')}
        </Button>
      </Stack>
    </form>
  );
}
