import { Anchor, Breadcrumbs, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { words } from '../words';

export interface Crumb {
  readonly label: string;
  readonly to: string;
}

interface PageProps {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly subtitle?: ReactNode;
  /** Shown at the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Frame of every page: document title, one h1 that takes the focus after navigation, the way back. */
export function Page({ title, crumbs = [], subtitle, aside, children }: PageProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const arrival = useRef(useLocation().key);
  useEffect(() => {
    // After a full load (`default`) the browser's own focus is right; after navigation a screen reader hears the page.
    if (arrival.current !== 'default') heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Stack gap="lg">
      <title>{words('app.title', { page: title })}</title>
      <div>
        {crumbs.length > 0 && (
          <nav aria-label={words('app.breadcrumb')}>
            <Breadcrumbs separatorMargin={6} mb={6} className="crumbs">
              {crumbs.map(({ label, to }) => (
                <Anchor key={to} component={Link} to={to} size="sm">
                  {label}
                </Anchor>
              ))}
            </Breadcrumbs>
          </nav>
        )}
        <Group justify="space-between" align="flex-start" gap="md">
          <div className="page-head">
            <Title order={1} fz={{ base: 'h3', sm: 'h2' }} ref={heading} tabIndex={-1} className="page-title">
              {title}
            </Title>
            {subtitle !== undefined && (
              <Text component="div" c="dimmed" size="sm" mt={4}>
                {subtitle}
              </Text>
            )}
          </div>
          {aside}
        </Group>
      </div>
      {children}
    </Stack>
  );
}
