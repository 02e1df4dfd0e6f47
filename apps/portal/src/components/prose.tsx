import { Skeleton, Stack } from '@mantine/core';
import { lazy, type ReactElement, Suspense } from 'react';

const Markdown = lazy(() => import('./markdown'));
const Typeset = lazy(() => import('./typeset'));

/** Markdown with `$…$` mathematics. The typesetter is fetched on first use. */
export function Prose({ text, lines = 4 }: { readonly text: string; readonly lines?: number }): ReactElement {
  const placeholder = (
    <Stack gap={10} aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} h={14} w={line === lines - 1 ? '60%' : '100%'} />
      ))}
    </Stack>
  );
  return (
    <Suspense fallback={placeholder}>
      <Markdown text={text} />
    </Suspense>
  );
}

/** One line of plain text with `$…$` mathematics, such as the label of a field. */
export function InlineProse({ text }: { readonly text: string }): ReactElement {
  if (!text.includes('$')) return <>{text}</>;
  const parts = text.split(/\$([^$]+)\$/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 0 ? part : <Formula key={index} latex={`\\displaystyle ${part}`} />,
      )}
    </>
  );
}

interface FormulaProps {
  readonly latex: string;
  /** On a line of its own. */
  readonly display?: boolean;
}

export function Formula({ latex, display = false }: FormulaProps): ReactElement {
  return (
    <Suspense fallback={<code>{latex}</code>}>
      <Typeset latex={latex} display={display} />
    </Suspense>
  );
}
