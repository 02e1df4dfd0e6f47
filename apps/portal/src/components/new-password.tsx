import { MIN_PASSWORD_LENGTH } from '#libs/contracts';
import { PasswordInput } from '@mantine/core';
import type { ReactElement } from 'react';

interface NewPasswordProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Where somebody chooses a password; browsers and password managers offer one. */
export function NewPassword({ value, onChange }: NewPasswordProps): ReactElement {
  return (
    <PasswordInput
      label="New password"
      description={`${MIN_PASSWORD_LENGTH} characters or more; a few words do well`}
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={MIN_PASSWORD_LENGTH}
      maxLength={1024}
      visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
