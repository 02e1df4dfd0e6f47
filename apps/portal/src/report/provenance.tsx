import type { ReactElement, ReactNode } from 'react';
import type { AnyReport } from '../api/endpoints';
import { formatDuration, formatInstant } from '../components/format';
import { words } from '../words';

/** What the grader found out, and all that is needed to grade the same again. Folded away: few need it. */
export function Provenance({ report }: { readonly report: AnyReport }): ReactElement {
  const facts = Object.entries(report.facts);
  const took = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
  return (
    <div>
      {facts.length > 0 && (
        <details className="fold card">
          <summary>{words('provenance.facts')}</summary>
          <dl className="facts">
            {facts.map(([name, value]) => (
              <Fact key={name} name={asWords(name)}>
                <FactValue value={value} />
              </Fact>
            ))}
          </dl>
        </details>
      )}
      <details className="fold card">
        <summary>{words('provenance.how')}</summary>
        <dl className="facts">
          <Fact name={words('provenance.finished')}>
            {words('provenance.finished-after', {
              at: formatInstant(report.finishedAt),
              duration: formatDuration(took),
            })}
          </Fact>
          <Fact name={words('provenance.grader')}>
            {report.grader.id} {report.grader.version}
          </Fact>
          <Fact name={words('provenance.submission')}>
            <code>{report.submission.sha256}</code>
          </Fact>
          {report.problem.version !== undefined && (
            <Fact name={words('provenance.version')}>{report.problem.version}</Fact>
          )}
          <Fact name={words('provenance.problem-version')}>
            <code>{report.problem.packSha256}</code>
          </Fact>
          {report.imageDigest !== null && (
            <Fact name={words('provenance.image')}>
              <code>{report.imageDigest}</code>
            </Fact>
          )}
          {'seed' in report && (
            <Fact name={words('provenance.seed')}>
              <code>{report.seed}</code>
            </Fact>
          )}
        </dl>
      </details>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** `testErrors` as `Test errors`. */
function asWords(name: string): string {
  const spaced = name.replace(
    /([a-z0-9])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).replace(/[-_]/g, ' ');
}

function FactValue({ value }: { readonly value: unknown }): ReactElement {
  if (value === null || value === undefined) return <>–</>;
  if (typeof value === 'string' || typeof value === 'number') return <>{value}</>;
  if (typeof value === 'boolean') return <>{words(value ? 'provenance.yes' : 'provenance.no')}</>;
  return <pre className="output">{JSON.stringify(value, null, 2)}</pre>;
}
