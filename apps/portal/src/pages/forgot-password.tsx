import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { requestReset } from '../api/endpoints';
import { queries } from '../api/queries';
import { Entrance } from '../components/entrance';
import { Loaded } from '../components/loaded';
import { Notice } from '../components/notice';

export function ForgotPasswordPage(): ReactElement {
  const options = useQuery(queries.signInOptions());
  return (
    <Entrance title="Forgot your password?">
      <Loaded query={options} inline>
        {({ resetByMail }) =>
          resetByMail ? (
            <RequestForm />
          ) : (
            <Notice tone="info" icon="info">
              This platform sends no mail. Ask your instructor: they can give you a link by which you choose a
              new password.
            </Notice>
          )
        }
      </Loaded>
      <Text size="sm" ta="center">
        <Anchor component={Link} to="/sign-in">
          Back to signing in
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
        If somebody here has the address {email.trim()}, a link is on its way to it. It is good for an hour.
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
          label="E-mail"
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
          Send me a link
        </Button>
      </Stack>
    </form>
  );
}
