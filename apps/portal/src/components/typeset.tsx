import 'katex/dist/katex.min.css';
import katex from 'katex';
import { type ReactElement, useLayoutEffect, useRef } from 'react';
import { typesetting } from './typesetting';

interface TypesetProps {
  readonly latex: string;
  readonly display: boolean;
}

/** One formula. KaTeX builds the nodes itself: no markup passes through here. */
export default function Typeset({ latex, display }: TypesetProps): ReactElement {
  const host = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (host.current) katex.render(latex, host.current, { ...typesetting, displayMode: display });
  }, [latex, display]);
  return <span ref={host} className={display ? 'formula-display' : undefined} />;
}
