import { MIN_PASSWORD_LENGTH } from '#libs/contracts';
import { PasswordInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { words } from '../words';

interface NewPasswordProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Where somebody chooses a password; browsers and password managers offer one. */
export function NewPassword({ value, onChange }: NewPasswordProps): ReactElement {
  return (
    <PasswordInput
      label={words('password.new')}
      description={words('password.new.hint', { n: MIN_PASSWORD_LENGTH })}
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={MIN_PASSWORD_LENGTH}
      maxLength={1024}
      visibilityToggleButtonProps={{ 'aria-label': words('sign-in.show-password') }}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
