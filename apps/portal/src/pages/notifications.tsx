import { MAIL_MODES, type MailMode, type NotificationView } from '#libs/contracts';
import { Anchor, Badge, Button, Group, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { markRead, setMailMode } from '../api/policies';
import { queries } from '../api/queries';
import { formatRelative } from '../components/format';
import { MutationError } from '../components/mutation-error';
import { Page } from '../components/page';
import { ShowOlder } from '../components/show-older';
import { Empty, Failure, Loading } from '../components/states';
import { useNow } from '../components/use-now';
import { words } from '../words';

/** What the reader was told of, and whether it is mailed, too. */
export function NotificationsPage(): ReactElement {
  const list = useInfiniteQuery(queries.notifications());
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: markRead,
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications'] }),
  });
  if (list.data === undefined) {
    if (list.isError) return <Failure error={list.error} onRetry={() => void list.refetch()} />;
    return <Loading />;
  }
  const notifications = list.data.pages.flatMap((page) => page.notifications);
  const unread = list.data.pages[0]?.unread ?? 0;
  return (
    <Page title={words('news.title')} subtitle={words('news.subtitle')} aside={<MailSetting />}>
      <MutationError error={read.error} />
      {unread > 0 && (
        <Group justify="flex-end">
          <Button
            variant="default"
            loading={read.isPending}
            onClick={() => {
              read.mutate(null);
            }}
          >
            {words('news.read-all')}
          </Button>
        </Group>
      )}
      {notifications.length === 0 && (
        <Empty icon="bell" title={words('news.none')}>
          {words('news.none.why')}
        </Empty>
      )}
      <Stack component="ul" className="plain-list" gap="xs">
        {notifications.map((each) => (
          <NewsRow
            key={each.id}
            news={each}
            onOpen={() => {
              if (!each.isRead) read.mutate([each.id]);
            }}
          />
        ))}
      </Stack>
      <ShowOlder list={list} />
    </Page>
  );
}

interface NewsRowProps {
  readonly news: NotificationView;
  readonly onOpen: () => void;
}

function NewsRow({ news, onOpen }: NewsRowProps): ReactElement {
  const { kind, title, course, at, isRead } = news;
  const now = useNow();
  return (
    <Paper component="li" withBorder px="md" py="sm" className="card card-link">
      <Group justify="space-between" gap="sm">
        <Stack gap={0} className="grow" miw={180}>
          <Anchor
            component={Link}
            to={addressOf(news)}
            fw={isRead ? 400 : 600}
            className="cover-link"
            onClick={onOpen}
          >
            {words(`news.${kind}`, { title: title ?? words('news.everything') })}
          </Anchor>
          <Text span size="sm" c="dimmed">
            {course.title}, <time dateTime={at}>{formatRelative(at, now)}</time>
          </Text>
        </Stack>
        {!isRead && <Badge>{words('news.new')}</Badge>}
      </Group>
    </Paper>
  );
}

function addressOf({ submission, assignment, course }: NotificationView): string {
  if (submission !== null) return `/submissions/${submission}`;
  const place = `/courses/${course.id}`;
  return assignment === null ? place : `${place}/assignments/${assignment}`;
}

function MailSetting(): ReactElement | null {
  const client = useQueryClient();
  const { queryKey } = queries.notificationSettings();
  const settings = useQuery(queries.notificationSettings()).data;
  const change = useMutation({
    mutationFn: setMailMode,
    onSuccess: (data) => client.setQueryData(queryKey, data),
  });
  if (settings === undefined) return null;
  if (!settings.byMail) return <span className="sub">{words('news.mail.none')}</span>;
  return (
    <Stack gap={4}>
      <NativeSelect
        label={words('news.mail')}
        value={settings.mail}
        disabled={change.isPending}
        data={MAIL_MODES.map((mode) => ({ value: mode, label: words(`news.mail.${mode}`) }))}
        onChange={(event) => {
          change.mutate(event.currentTarget.value as MailMode);
        }}
      />
      <MutationError error={change.error} />
    </Stack>
  );
}
