import type { Gradebook } from '#libs/contracts';
import { Anchor, Button, Group, Menu, NativeSelect, Paper, Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useDeferredValue, useState } from 'react';
import { Link, useParams } from 'react-router';
import { gradebookCsvPath } from '../api/endpoints';
import { queries } from '../api/queries';
import { formatNumber, formatPoints, formatShare } from '../components/format';
import { Icon } from '../components/icon';
import { Loaded } from '../components/loaded';
import { Page } from '../components/page';
import { ReleasePanel } from '../policies/release-panel';
import { Empty } from '../components/states';
import { useCourseTitle } from './use-course-title';
import { words } from '../words';

/** Staff: everybody's points, and the files that learning management systems import. */
export function GradebookPage(): ReactElement {
  const { course = '' } = useParams();
  const book = useQuery(queries.gradebook(course));
  const courseTitle = useCourseTitle(course);
  return (
    <Page
      title={words('grades.title')}
      crumbs={[{ label: courseTitle, to: `/courses/${course}` }]}
      subtitle={words('grades.subtitle')}
      aside={<SaveAs course={course} />}
    >
      <Loaded query={book} inline>
        {(data) => <Students course={course} book={data} />}
      </Loaded>
    </Page>
  );
}

const FORMATS = ['full', 'canvas', 'moodle'] as const;

function SaveAs({ course }: { readonly course: string }): ReactElement {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<Icon name="download" size={16} />}>
          {words('grades.save-as')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={gradebookCsvPath(course, format)} download>
            {words(`grades.csv.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Students({ course, book }: { readonly course: string; readonly book: Gradebook }): ReactElement {
  const [search, setSearch] = useState('');
  const [section, setSection] = useState('');
  const wanted = useDeferredValue(search).trim().toLocaleLowerCase();
  if (book.students.length === 0) {
    return (
      <Empty icon="user" title={words('grades.none')}>
        {words('grades.none.why')}
      </Empty>
    );
  }
  const sections = [...new Set(book.students.map((student) => student.section))].filter(
    (each) => each !== '',
  );
  const shown = book.students.filter(
    (student) =>
      (section === '' || student.section === section) &&
      [student.name, student.email, student.section, student.studentId, ...student.labels].some((text) =>
        text.toLocaleLowerCase().includes(wanted),
      ),
  );
  return (
    <>
      <ReleasePanel course={course} book={book} />
      <Group justify="space-between">
        {sections.length > 0 && (
          <NativeSelect
            aria-label={words('grades.section')}
            value={section}
            data={[{ value: '', label: words('grades.every-section') }, ...sections.sort()]}
            onChange={(event) => {
              setSection(event.currentTarget.value);
            }}
          />
        )}
        <TextInput
          aria-label={words('grades.search')}
          placeholder={words('grades.search')}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
          }}
          miw={260}
        />
        <span className="sub" role="status">
          {words('grades.students', { n: shown.length })}
        </span>
      </Group>
      {shown.length === 0 ? (
        <Empty icon="user" title={words('grades.nobody')}>
          {words('grades.nobody.why', { search })}
        </Empty>
      ) : (
        <PointsTable course={course} book={{ ...book, students: shown }} />
      )}
    </>
  );
}

function PointsTable({ course, book }: { readonly course: string; readonly book: Gradebook }): ReactElement {
  const { assignments, students } = book;
  return (
    <Paper withBorder className="card scroll-x" tabIndex={0} role="region" aria-label={words('grades.title')}>
      <Table verticalSpacing="xs" horizontalSpacing="md" highlightOnHover className="gradebook">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words('column.student')}</Table.Th>
            {assignments.map(({ id, title, maxPoints, isReleased }) => (
              <Table.Th scope="col" ta="right" key={id}>
                <Anchor component={Link} to={`/courses/${course}/assignments/${id}`} size="sm" fw={600}>
                  {title}
                </Anchor>
                <div className="sub">{words('grades.of', { max: formatNumber(maxPoints) })}</div>
                {!isReleased && <div className="sub">{words('grades.withheld')}</div>}
              </Table.Th>
            ))}
            <Table.Th scope="col" ta="right">
              {words('column.total')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {students.map((student) => (
            <StudentRow
              key={student.id}
              student={student}
              assignments={assignments}
              lateDays={book.lateDays}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

interface StudentRowProps {
  readonly student: Gradebook['students'][number];
  readonly assignments: Gradebook['assignments'];
  /** That each student has. */
  readonly lateDays: number;
}

function StudentRow({ student, assignments, lateDays }: StudentRowProps): ReactElement {
  const points = assignments.map(({ id }) => student.totals[id] ?? null);
  const total = points.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const maxPoints = assignments.reduce((sum, assignment) => sum + assignment.maxPoints, 0);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {student.name}
        <div className="sub">
          {student.email}
          {student.section !== '' && `, ${student.section}`}
        </div>
        {student.lateDaysUsed > 0 && (
          <div className="sub">
            {words('grades.late-days', { used: student.lateDaysUsed, budget: lateDays })}
          </div>
        )}
      </Table.Th>
      {points.map((one, index) => (
        <Table.Td ta="right" className="figures" key={assignments[index]?.id}>
          {one === null ? '–' : formatNumber(one)}
          <Remarks of={student.remarks[assignments[index]?.id ?? ''] ?? {}} />
        </Table.Td>
      ))}
      <Table.Td ta="right" className="figures nowrap">
        {formatPoints(total, maxPoints)}
      </Table.Td>
    </Table.Tr>
  );
}

/** Why points are not just those of reports. */
function Remarks({
  of,
}: {
  readonly of: Gradebook['students'][number]['remarks'][string];
}): ReactElement | null {
  const all = Object.values(of);
  const credit = Math.min(1, ...all.map((remark) => remark.credit));
  const texts = [
    ...(credit < 1 ? [words('grades.late', { credit: formatShare(credit * 100) })] : []),
    ...(all.some(({ isAdjusted }) => isAdjusted) ? [words('grades.adjusted')] : []),
  ];
  return texts.length === 0 ? null : <div className="sub">{texts.join(', ')}</div>;
}
