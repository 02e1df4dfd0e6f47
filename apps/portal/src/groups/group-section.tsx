import { Paper, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useIsStaff } from '../app/session';
import type { AssignmentKey } from '../api/endpoints';
import { AllGroups } from './all-groups';
import { OwnGroupPanel } from './own-group';
import { words } from '../words';

interface GroupSectionProps extends AssignmentKey {
  readonly maximum: number;
}

/** Who works together on an assignment: a student's own group, all of them for staff. */
export function GroupSection({ course, assignment, maximum }: GroupSectionProps): ReactElement {
  const staff = useIsStaff(course);
  const key = { course, assignment };
  return (
    <Paper component="section" aria-labelledby="groups" withBorder p="md" className="card">
      <Title order={2} fz="h4" mb="xs" id="groups">
        {words(staff ? 'groups.all' : 'groups.title')}
      </Title>
      {staff ? <AllGroups at={key} /> : <OwnGroupPanel at={key} maximum={maximum} />}
    </Paper>
  );
}
