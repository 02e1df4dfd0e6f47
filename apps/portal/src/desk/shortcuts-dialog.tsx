import { Button, Group, Modal, Stack, Switch, Table, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { words } from '../words';
import { ACTIONS, type Action, DEFAULT_SHORTCUTS, type Shortcuts, whyNot, withKey } from './shortcuts';

interface ShortcutsDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly shortcuts: Shortcuts;
  readonly onChange: (shortcuts: Shortcuts) => void;
}

/** Lists the keys; here they are changed and switched off. */
export function ShortcutsDialog({
  opened,
  onClose,
  shortcuts,
  onChange,
}: ShortcutsDialogProps): ReactElement {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words('keys.title')}
      closeButtonProps={{ 'aria-label': words('common.close') }}
    >
      <Stack>
        <Switch
          label={words('keys.enabled')}
          description={words('keys.enabled.hint')}
          checked={shortcuts.enabled}
          onChange={(event) => {
            onChange({ ...shortcuts, enabled: event.currentTarget.checked });
          }}
        />
        <Table>
          <Table.Tbody>
            <Table.Tr>
              <Table.Th scope="row">{words('keys.items')}</Table.Th>
              <Table.Td>1 … 9, 0</Table.Td>
            </Table.Tr>
            {ACTIONS.map((action) => (
              <Table.Tr key={action}>
                <Table.Th scope="row">{words(`keys.${action}`)}</Table.Th>
                <Table.Td>
                  <KeyField action={action} shortcuts={shortcuts} onChange={onChange} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group justify="flex-end">
          <Button
            variant="default"
            onClick={() => {
              onChange(DEFAULT_SHORTCUTS);
            }}
          >
            {words('keys.reset')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface KeyFieldProps {
  readonly action: Action;
  readonly shortcuts: Shortcuts;
  readonly onChange: (shortcuts: Shortcuts) => void;
}

/** Takes a key at once if it is free; else says whose it is. */
function KeyField({ action, shortcuts, onChange }: KeyFieldProps): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const why = typed === null ? null : whyNot(typed, action, shortcuts);
  return (
    <TextInput
      size="xs"
      w={150}
      aria-label={words('keys.key-for', { action: words(`keys.${action}`) })}
      value={typed ?? shortcuts.keys[action]}
      error={typed === null || why === null ? undefined : reason(why)}
      onFocus={(event) => {
        event.currentTarget.select();
      }}
      onBlur={() => {
        setTyped(null);
      }}
      onChange={(event) => {
        const key = event.currentTarget.value;
        const isFree = whyNot(key, action, shortcuts) === null;
        setTyped(isFree ? null : key);
        if (isFree) onChange(withKey(shortcuts, action, key));
      }}
    />
  );
}

function reason(why: 'one-key' | 'digit' | Action): string {
  if (why === 'one-key' || why === 'digit') return words(`keys.why.${why}`);
  return words('keys.why.taken', { action: words(`keys.${why}`) });
}
