import type { AccountLinkView, Member } from '#libs/contracts';
import { Badge, Button, Code, CopyButton, Group, Modal, Paper, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useParams } from 'react-router';
import { makeAccountLink, rosterCsvPath } from '../api/endpoints';
import { queries } from '../api/queries';
import { useMe } from '../app/session';
import { useBeginView } from '../app/viewing';
import { formatInstant } from '../components/format';
import { Icon } from '../components/icon';
import { Loaded } from '../components/loaded';
import { Notice } from '../components/notice';
import { Page } from '../components/page';
import { InviteAll } from '../roster/invite-all';
import { RosterUpload } from '../roster/roster-upload';
import { useCourseTitle } from './use-course-title';
import { words } from '../words';

/** Staff: who is in the course. Instructors change it by a file, and make links for who can't sign in. */
export function RosterPage(): ReactElement {
  const { course = '' } = useParams();
  const me = useMe();
  const isInstructor = me.enrollments.some(
    (enrollment) => enrollment.course === course && enrollment.role === 'instructor',
  );
  const roster = useQuery(queries.roster(course));
  const courseTitle = useCourseTitle(course);
  return (
    <Page
      title={words('people.title')}
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle={roster.data && words('people.count', { n: roster.data.members.length })}
      aside={
        <Button
          component="a"
          href={rosterCsvPath(course)}
          download
          variant="default"
          leftSection={<Icon name="download" size={16} />}
        >
          {words('people.save')}
        </Button>
      }
    >
      {isInstructor && <RosterUpload course={course} />}
      <Loaded query={roster} inline>
        {({ members }) => (
          <>
            {isInstructor && members.some(({ active }) => !active) && <InviteAll course={course} />}
            <MemberTable course={course} members={members} canLink={isInstructor} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface MemberTableProps {
  readonly course: string;
  readonly members: readonly Member[];
  readonly canLink: boolean;
}

function MemberTable({ course, members, canLink }: MemberTableProps): ReactElement {
  const [linking, setLinking] = useState<Member | null>(null);
  const view = useBeginView(course);
  return (
    <Paper withBorder className="card scroll-x" tabIndex={0} role="region" aria-label={words('people.table')}>
      {view.error !== null && (
        <Notice tone="bad" icon="warning" role="alert">
          {view.error.message}
        </Notice>
      )}
      <Table verticalSpacing="sm" horizontalSpacing="md" miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.name')}</Table.Th>
            <Table.Th scope="col">{words('column.role')}</Table.Th>
            <Table.Th scope="col">{words('column.section')}</Table.Th>
            <Table.Th scope="col">{words('column.student-id')}</Table.Th>
            <Table.Th scope="col">
              <span className="visually-hidden">{words('common.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Table.Tr key={member.id}>
              <Table.Th scope="row">
                {member.name} {!member.active && <Badge variant="default">{words('people.invited')}</Badge>}
                <div className="sub">{member.email}</div>
              </Table.Th>
              <Table.Td>{words(`role.${member.role}`)}</Table.Td>
              <Table.Td>{member.section}</Table.Td>
              <Table.Td>{member.studentId}</Table.Td>
              <Table.Td ta="right">
                {member.role === 'student' && (
                  <Button
                    size="xs"
                    variant="subtle"
                    aria-label={words('people.see-course-as', { name: member.name })}
                    onClick={() => {
                      view.begin(member.id);
                    }}
                  >
                    {words('people.see-as')}
                  </Button>
                )}
                {canLink && (member.role === 'student' || !member.active) && (
                  <Button
                    size="xs"
                    variant="subtle"
                    aria-label={words('people.link-for', { link: linkName(member), name: member.name })}
                    onClick={() => {
                      setLinking(member);
                    }}
                  >
                    {linkName(member)}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <LinkDialog
        key={linking?.id}
        course={course}
        member={linking}
        onClose={() => {
          setLinking(null);
        }}
      />
    </Paper>
  );
}

const linkName = ({ active }: Member): string =>
  words(active ? 'people.password-link' : 'people.invitation-link');

interface LinkDialogProps {
  readonly course: string;
  readonly member: Member | null;
  readonly onClose: () => void;
}

function LinkDialog({ course, member, onClose }: LinkDialogProps): ReactElement {
  const make = useMutation({ mutationFn: (id: string) => makeAccountLink(course, id) });
  return (
    <Modal
      opened={member !== null}
      onClose={onClose}
      title={words('people.a-link-for', { name: member?.name ?? '' })}
      centered
    >
      {make.data === undefined ? (
        <>
          <Text size="sm">{words('people.link.why')}</Text>
          {make.isError && (
            <Notice tone="bad" icon="warning" role="alert">
              {make.error.message}
            </Notice>
          )}
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={onClose}>
              {words('common.cancel')}
            </Button>
            <Button
              loading={make.isPending}
              onClick={() => {
                if (member !== null) make.mutate(member.id);
              }}
            >
              {words('people.make-link')}
            </Button>
          </Group>
        </>
      ) : (
        <MadeLink link={make.data} />
      )}
    </Modal>
  );
}

function MadeLink({ link }: { readonly link: AccountLinkView }): ReactElement {
  const address = `${window.location.origin}/password#${link.token}`;
  return (
    <>
      <Text size="sm" mb="xs">
        {words('people.made-link', { until: formatInstant(link.expiresAt) })}
      </Text>
      <Code className="token" display="block" p="sm">
        {address}
      </Code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button
            mt="sm"
            size="xs"
            variant="default"
            onClick={copy}
            leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
          >
            {words(copied ? 'common.copied' : 'common.copy')}
          </Button>
        )}
      </CopyButton>
    </>
  );
}
