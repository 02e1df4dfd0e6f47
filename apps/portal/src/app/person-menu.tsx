import { Button, Menu, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { Icon } from '../components/icon';
import { chooseLanguage, LANGUAGES, spokenLanguage, words } from '../words';
import { useMe, useSignOut } from './session';

/** What concerns the signed-in person. A chunk of its own: menus weigh much, and a page can be read before. */
export default function PersonMenu(): ReactElement {
  const me = useMe();
  const signOut = useSignOut('here');
  const signOutEverywhere = useSignOut('everywhere');
  return (
    <Menu position="bottom-end" width={230} shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          aria-label={words('app.account', { name: me.name })}
          leftSection={<Icon name="user" />}
          rightSection={<Icon name="chevron-down" size={14} />}
        >
          <Text span size="sm" fw={500} maw={160} truncate visibleFrom="sm">
            {me.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Item component={Link} to="/tokens" leftSection={<Icon name="key" size={16} />}>
          {words('app.tokens')}
        </Menu.Item>
        <Menu.Item component={Link} to="/account/password" leftSection={<Icon name="user" size={16} />}>
          {words('app.password')}
        </Menu.Item>
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="sign-out" size={16} />} onClick={signOut}>
          {words('app.sign-out')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="sign-out" size={16} />} onClick={signOutEverywhere}>
          {words('app.sign-out-everywhere')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The languages of the portal by their own names; choosing one loads the page anew. */
function LanguageItems(): ReactElement {
  const choose = (chosen: string): void => {
    const language = LANGUAGES.find(({ id }) => id === chosen);
    if (language !== undefined) chooseLanguage(language.id);
  };
  return (
    <>
      <Menu.Label>{words('app.language')}</Menu.Label>
      <Menu.RadioGroup value={spokenLanguage()} onChange={choose}>
        {LANGUAGES.map(({ id, name }) => (
          <Menu.RadioItem key={id} value={id} lang={id}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
