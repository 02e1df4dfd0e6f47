import {
  ActionIcon,
  Anchor,
  Container,
  Group,
  Skeleton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { lazy, type ReactElement, Suspense } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useMatch, useNavigation } from 'react-router';
import { Icon } from '../components/icon';
import { Bell } from './bell';
import { Notice } from '../components/notice';
import { Loading } from '../components/states';
import { useIsStaff, useMe } from './session';
import { STAFF_PAGES } from './staff-pages';
import { ViewingBanner } from './viewing';
import { words } from '../words';

const PersonMenu = lazy(() => import('./person-menu'));

/** Header, main region and what concerns every page: connection lost, page on its way. */
export function Shell(): ReactElement {
  const { online } = useNetwork();
  const moving = useNavigation().state !== 'idle';
  return (
    <>
      <a className="skip-link" href="#main">
        {words('app.skip')}
      </a>
      <Header />
      <div className="moving" data-on={moving || undefined} aria-hidden />
      <ViewingBanner />
      {!online && (
        <div className="banner">
          <Notice tone="partial" icon="warning" role="status">
            {words('app.offline')}
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
              aria-label={words('app.home')}
            >
              <img src="/favicon.svg" alt="" width={28} height={28} />
              <span>Assay</span>
            </Anchor>
            <CourseLinks />
          </Group>
          <Group gap={6} wrap="nowrap">
            <Bell />
            <SchemeToggle />
            <Suspense fallback={<Skeleton h={36} w={{ base: 56, sm: 140 }} />}>
              <PersonMenu />
            </Suspense>
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
    <Group component="nav" aria-label={words('app.course-pages')} gap={4} wrap="nowrap">
      <NavLink className="header-link not-on-phones" to={at} end>
        {words('page.course')}
      </NavLink>
      {staff &&
        STAFF_PAGES.map((path) => (
          <NavLink key={path} className="header-link not-on-phones" to={`${at}/${path}`}>
            {words(`page.${path}`)}
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
      aria-label={words(`app.use-${other}`)}
      onClick={() => {
        setColorScheme(other);
      }}
    >
      <Icon name={scheme === 'dark' ? 'sun' : 'moon'} size={20} />
    </ActionIcon>
  );
}
