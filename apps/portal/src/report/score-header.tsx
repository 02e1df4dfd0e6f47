import { Anchor, Group, Paper, RingProgress, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AnyReport } from '../api/endpoints';
import { pointsTone } from '../components/badges';
import { count, formatNumber } from '../components/format';
import { caseAnchor, needsAttention } from './case-list';

/** The score first; then how many checks passed and where to begin. */
export function ScoreHeader({ report }: { readonly report: AnyReport }): ReactElement {
  const { cases, maxPoints, points } = report;
  const share = maxPoints > 0 ? (points / maxPoints) * 100 : 0;
  const passed = cases.filter(({ verdict }) => verdict === 'correct').length;
  const first = cases.find(needsAttention);
  const tone = pointsTone(points, maxPoints);
  const hidden = 'hidden' in report ? report.hidden.maxPoints : 0;
  return (
    <Paper
      component="section"
      aria-label="Score"
      withBorder
      p="lg"
      className={`card score-header tone-edge tone-${tone}`}
    >
      <Group gap="lg" wrap="nowrap">
        <RingProgress
          size={92}
          thickness={9}
          roundCaps
          aria-hidden
          sections={share > 0 ? [{ value: share, color: `var(--tone-${tone}-line)` }] : []}
          label={
            <Text ta="center" fw={700} size="sm">
              {formatNumber(Math.floor(share))} %
            </Text>
          }
        />
        <Stack gap={2}>
          <Text className="score-points figures" component="p" m={0}>
            {formatNumber(points)}{' '}
            <span>
              of {formatNumber(maxPoints)} {maxPoints === 1 ? 'point' : 'points'}
            </span>
          </Text>
          <Text c="dimmed">
            {passed === cases.length
              ? `All ${count(cases.length, 'check')} ${hidden > 0 ? 'shown here ' : ''}passed.`
              : `${passed} of ${count(cases.length, 'check')} passed.`}
          </Text>
          {hidden > 0 && (
            <Text size="sm" c="dimmed">
              Hidden checks can add up to {count(hidden, 'point')} to this.
            </Text>
          )}
          {first !== undefined && (
            <Text size="sm">
              Begin with{' '}
              <Anchor href={`#${caseAnchor(first.name)}`} fw={600}>
                {first.name}
              </Anchor>
              : {first.message}
            </Text>
          )}
        </Stack>
      </Group>
    </Paper>
  );
}
