import { cpp } from '@codemirror/lang-cpp';
import { python } from '@codemirror/lang-python';
import { useComputedColorScheme } from '@mantine/core';
import CodeMirror from '@uiw/react-codemirror';
import type { ReactElement } from 'react';

interface EditorProps {
  readonly label: string;
  readonly language: 'c' | 'python' | 'text';
  readonly value: string;
  readonly onChange: (text: string) => void;
}

const LANGUAGES = { c: [cpp()], python: [python()], text: [] };

export default function Editor({ label, language, value, onChange }: EditorProps): ReactElement {
  return (
    <CodeMirror
      className="editor"
      value={value}
      onChange={onChange}
      extensions={LANGUAGES[language]}
      theme={useComputedColorScheme('light')}
      minHeight="220px"
      maxHeight="60vh"
      aria-label={label}
      basicSetup={{ tabSize: 4 }}
    />
  );
}
