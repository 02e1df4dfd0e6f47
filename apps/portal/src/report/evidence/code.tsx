import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Icon, type IconName } from '../../components/icon';
import { highlight, type Token } from '../highlight';
import type { EvidenceOf } from './evidence';
import { words } from '../../words';

type Remark = EvidenceOf<'code'>['remarks'][number];

/** Longer files open at their remarks. */
const SHORT = 40;
const AROUND = 4;

const SEVERITIES: Readonly<Record<Remark['severity'], { icon: IconName; tone: string }>> = {
  error: { icon: 'cross', tone: 'tone-bad' },
  warning: { icon: 'warning', tone: 'tone-partial' },
  note: { icon: 'info', tone: 'tone-info' },
};

/** Source with line numbers; what the compiler or grader says stands below the line that it is about. */
export function CodeEvidence({ evidence }: { readonly evidence: EvidenceOf<'code'> }): ReactElement {
  const { language, remarks, text, title } = evidence;
  const lines = highlight(text.replace(/\n$/, ''), language);
  const [whole, setWhole] = useState(lines.length <= SHORT || remarks.length === 0);
  const isShown = (line: number): boolean =>
    whole || remarks.some((remark) => Math.abs(remark.line - line) <= AROUND);
  const shown = lines
    .map((tokens, index) => ({ tokens, line: index + 1 }))
    .filter(({ line }) => isShown(line));
  // The grader may speak of a line after the last one (a missing brace): it is said below the code.
  const beyond = remarks.filter(({ line }) => line > lines.length);
  return (
    <>
      <div className="code" tabIndex={0} role="region" aria-label={title}>
        {shown.map(({ tokens, line }, index) => (
          <div
            key={line}
            className={index > 0 && shown[index - 1]?.line !== line - 1 ? 'code-gap' : undefined}
          >
            <Line line={line} tokens={tokens} />
            {remarks
              .filter((remark) => remark.line === line)
              .map((remark) => (
                <RemarkLine key={`${String(remark.column)} ${remark.message}`} remark={remark} />
              ))}
          </div>
        ))}
        {beyond.map((remark) => (
          <RemarkLine key={`${String(remark.line)} ${remark.message}`} remark={remark} />
        ))}
      </div>
      {!whole && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt={4}
          onClick={() => {
            setWhole(true);
          }}
        >
          {words('code.show-all', { n: lines.length })}
        </Button>
      )}
    </>
  );
}

function Line({ line, tokens }: { readonly line: number; readonly tokens: readonly Token[] }): ReactElement {
  return (
    <div className="code-line">
      <span className="code-number" aria-hidden>
        {line}
      </span>
      <CodeTokens tokens={tokens} />
    </div>
  );
}

/** One line of source, coloured. */
export function CodeTokens({ tokens }: { readonly tokens: readonly Token[] }): ReactElement {
  return (
    <code>
      {tokens.map((token, index) => (
        <span key={index} className={token.kind === 'plain' ? undefined : `token-${token.kind}`}>
          {token.text}
        </span>
      ))}
      {'\n'}
    </code>
  );
}

function RemarkLine({ remark }: { readonly remark: Remark }): ReactElement {
  const { icon, tone } = SEVERITIES[remark.severity];
  const severity = words(`code.${remark.severity}`);
  const { column, line } = remark;
  return (
    <div className={`code-remark ${tone}`} role="note">
      <Icon name={icon} size={15} />
      <span>
        <strong>
          {column === undefined
            ? words('code.remark-line', { severity, line })
            : words('code.remark-column', { severity, line, column })}
        </strong>{' '}
        {remark.message}
      </span>
    </div>
  );
}
