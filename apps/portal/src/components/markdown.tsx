import 'katex/dist/katex.min.css';
import { Typography } from '@mantine/core';
import type { ReactElement } from 'react';
import ReactMarkdown from 'react-markdown';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { typesetting } from './typesetting';
import { words } from '../words';

/** Raw HTML in the text stays text, and react-markdown drops script addresses. */
export default function Markdown({ text }: { readonly text: string }): ReactElement {
  return (
    <Typography className="prose">
      <ReactMarkdown
        remarkPlugins={[remarkMath, remarkGfm]}
        rehypePlugins={[[rehypeKatex, typesetting]]}
        components={{
          // The page has its own h1.
          h1: ({ children }) => <h2>{children}</h2>,
          a: ({ href, children }) => (
            <a href={href} rel="noreferrer noopener">
              {children}
            </a>
          ),
          table: ({ children }) => (
            <div className="scroll-x" tabIndex={0} role="region" aria-label={words('prose.table')}>
              <table>{children}</table>
            </div>
          ),
        }}
      >
        {text}
      </ReactMarkdown>
    </Typography>
  );
}
