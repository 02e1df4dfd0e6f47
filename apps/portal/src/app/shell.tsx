import {
  ActionIcon,
  Anchor,
  Button,
  Container,
  Group,
  Menu,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { type ReactElement, Suspense } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useMatch, useNavigation } from 'react-router';
import { Icon } from '../components/icon';
import { Notice } from '../components/notice';
import { Loading } from '../components/states';
import { useIsStaff, useMe, useSignOut } from './session';
import { STAFF_PAGES } from './staff-pages';
import { ViewingBanner } from './viewing';

/** Header, main region and what concerns every page: connection lost, page on its way. */
export function Shell(): ReactElement {
  const { online } = useNetwork();
  const moving = useNavigation().state !== 'idle';
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Header />
      <div className="moving" data-on={moving || undefined} aria-hidden />
      <ViewingBanner />
      {!online && (
        <div className="banner">
          <Notice tone="partial" icon="warning" role="status">
            You are offline. What you type is kept on this machine; submit when the connection is back.
          </Notice>
        </div>
      )}
      <Container component="main" id="main" size="lg" py={{ base: 'lg', sm: 'xl' }} tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </Container>
      <ScrollRestoration />
    </>
  );
}

function Header(): ReactElement {
  return (
    <header className="header">
      <Container size="lg" h="100%">
        <Group h="100%" justify="space-between" wrap="nowrap" gap="md">
          <Group gap="lg" wrap="nowrap" className="grow">
            <Anchor
              component={Link}
              to="/"
              className="brand"
              underline="never"
              aria-label="Assay, my courses"
            >
              <img src="/favicon.svg" alt="" width={28} height={28} />
              <span>Assay</span>
            </Anchor>
            <CourseLinks />
          </Group>
          <Group gap={6} wrap="nowrap">
            <SchemeToggle />
            <PersonMenu />
          </Group>
        </Group>
      </Container>
    </header>
  );
}

function CourseLinks(): ReactElement | null {
  const match = useMatch('/courses/:course/*');
  const me = useMe();
  const course =
    match?.params.course ?? (me.enrollments.length === 1 ? me.enrollments[0]?.course : undefined);
  const staff = useIsStaff(course ?? '');
  if (course === undefined) return null;
  const at = `/courses/${encodeURIComponent(course)}`;
  return (
    <Group component="nav" aria-label="Course" gap={4} wrap="nowrap">
      <NavLink className="header-link not-on-phones" to={at} end>
        Course
      </NavLink>
      {staff &&
        STAFF_PAGES.map(({ path, label }) => (
          <NavLink key={path} className="header-link not-on-phones" to={`${at}/${path}`}>
            {label}
          </NavLink>
        ))}
    </Group>
  );
}

function SchemeToggle(): ReactElement {
  const scheme = useComputedColorScheme('light');
  const { setColorScheme } = useMantineColorScheme();
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Use ${other} colours`}
      onClick={() => {
        setColorScheme(other);
      }}
    >
      <Icon name={scheme === 'dark' ? 'sun' : 'moon'} size={20} />
    </ActionIcon>
  );
}

function PersonMenu(): ReactElement {
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
          aria-label={`Account of ${me.name}`}
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
          Access tokens
        </Menu.Item>
        <Menu.Item component={Link} to="/account/password" leftSection={<Icon name="user" size={16} />}>
          Password
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="sign-out" size={16} />} onClick={signOut}>
          Sign out
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="sign-out" size={16} />} onClick={signOutEverywhere}>
          Sign out on every device
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
