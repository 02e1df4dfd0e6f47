import { Anchor, Group, Paper, RingProgress, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AnyReport } from '../api/endpoints';
import { pointsTone } from '../components/badges';
import { formatNumber, formatShare } from '../components/format';
import { caseAnchor, needsAttention } from './case-list';
import { richWords, words } from '../words';

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
      aria-label={words('score.title')}
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
              {formatShare(share)}
            </Text>
          }
        />
        <Stack gap={2}>
          <Text className="score-points figures" component="p" m={0}>
            {richWords('score.points', {
              points: formatNumber(points),
              maxPoints,
              small: (chunks) => <span>{chunks}</span>,
            })}
          </Text>
          <Text c="dimmed">
            {passed === cases.length
              ? words(hidden > 0 ? 'score.all-shown-passed' : 'score.all-passed', { n: cases.length })
              : words('score.passed', { passed, n: cases.length })}
          </Text>
          {hidden > 0 && (
            <Text size="sm" c="dimmed">
              {words('score.hidden', { points: hidden })}
            </Text>
          )}
          {first !== undefined && (
            <Text size="sm">
              {richWords('score.begin', {
                check: (
                  <Anchor href={`#${caseAnchor(first.name)}`} fw={600}>
                    {first.name}
                  </Anchor>
                ),
                message: first.message,
              })}
            </Text>
          )}
        </Stack>
      </Group>
    </Paper>
  );
}
