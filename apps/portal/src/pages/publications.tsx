import type { Publication, PublicationList } from '#libs/contracts';
import { Button, Paper, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useParams } from 'react-router';
import { queries } from '../api/queries';
import { Instant } from '../components/instant';
import { Loaded } from '../components/loaded';
import { Page } from '../components/page';
import { Empty } from '../components/states';
import { PackUpload } from '../publish/pack-upload';
import { PublicationChecks } from '../publish/publication-checks';
import { words } from '../words';
import { useCourseTitle } from './use-course-title';

/** Instructors: send in a pack, see its checks run, publish it. */
export function PublicationsPage(): ReactElement {
  const { course = '' } = useParams();
  const [shown, setShown] = useState<string | null>(null);
  const list = useQuery(queries.publications(course));
  const courseTitle = useCourseTitle(course);
  return (
    <Page
      title={words('publish.title')}
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle={words('publish.subtitle')}
    >
      <PackUpload
        course={course}
        onSent={({ id }: Publication) => {
          setShown(id);
        }}
      />
      {shown !== null && <PublicationChecks course={course} id={shown} />}
      <Loaded query={list} inline>
        {({ publications }) =>
          publications.length === 0 ? (
            <Empty icon="list" title={words('publish.none')}>
              {words('publish.none.why')}
            </Empty>
          ) : (
            <PublicationTable publications={publications} onShow={setShown} />
          )
        }
      </Loaded>
    </Page>
  );
}

interface TableProps extends PublicationList {
  readonly onShow: (id: string) => void;
}

function PublicationTable({ publications, onShow }: TableProps): ReactElement {
  return (
    <Paper
      withBorder
      className="card scroll-x"
      tabIndex={0}
      role="region"
      aria-label={words('publish.title')}
    >
      <Table verticalSpacing="sm" horizontalSpacing="md" miw={680}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.name')}</Table.Th>
            <Table.Th scope="col">{words('column.when')}</Table.Th>
            <Table.Th scope="col">{words('column.who')}</Table.Th>
            <Table.Th scope="col">{words('column.state')}</Table.Th>
            <Table.Th scope="col">
              <span className="visually-hidden">{words('common.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {publications.map(({ assignment, by, id, requestedAt, state, version }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">
                {assignment}
                {version !== null && <div className="sub">{words('publish.version', { version })}</div>}
              </Table.Th>
              <Table.Td>
                <Instant at={requestedAt} />
              </Table.Td>
              <Table.Td>{by}</Table.Td>
              <Table.Td>{words(`publish.state.${state}`)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="xs"
                  variant="subtle"
                  aria-label={words('publish.show-of', { assignment })}
                  onClick={() => {
                    onShow(id);
                  }}
                >
                  {words('publish.show')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
