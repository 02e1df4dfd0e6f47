import { Group, Progress, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatNumber } from './format';

interface ScoreProps {
  /** null: nothing graded yet. */
  readonly points: number | null;
  readonly maxPoints: number;
  readonly label: string;
}

/** Points in figures with a bar below them; the bar is decoration. */
export function Score({ points, maxPoints, label }: ScoreProps): ReactElement {
  const share = maxPoints > 0 ? ((points ?? 0) / maxPoints) * 100 : 0;
  return (
    <div className="score">
      <Group gap={6} justify="space-between" align="baseline" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        <Text fw={650} className="figures">
          {points === null ? '–' : formatNumber(points)}
          <Text span c="dimmed" fw={400}>
            {' '}
            / {formatNumber(maxPoints)}
          </Text>
        </Text>
      </Group>
      <Progress value={share} size="sm" color={share >= 100 ? 'teal' : 'ink'} aria-hidden mt={4} />
    </div>
  );
}
