import type { RegradeRunView } from '#libs/contracts';
import type { ReactElement } from 'react';
import { MarkBadge, type Tone } from '../components/badges';
import type { IconName } from '../components/icon';
import { words } from '../words';

const STATES: Readonly<Record<RegradeRunView['state'], { icon: IconName; tone: Tone }>> = {
  running: { icon: 'hourglass', tone: 'info' },
  ready: { icon: 'eye', tone: 'partial' },
  cancelled: { icon: 'ban', tone: 'neutral' },
  applied: { icon: 'check', tone: 'good' },
  reverted: { icon: 'minus', tone: 'neutral' },
};

/** Where a run stands, and how far it is. */
export function RunState({ run }: { readonly run: RegradeRunView }): ReactElement {
  const { all, done, failed } = run.gradings;
  return (
    <>
      <MarkBadge mark={{ word: words(`run-state.${run.state}`), ...STATES[run.state] }} />
      <div className="sub">
        {failed === 0
          ? words('runs.progress', { all, done })
          : words('runs.progress-failed', { all, done, failed })}
      </div>
    </>
  );
}

export function versionsOf({ from, to }: RegradeRunView): string {
  return from === null ? words('runs.versions-any', { to }) : words('runs.versions', { from, to });
}
