import { cpp } from '@codemirror/lang-cpp';
import { python } from '@codemirror/lang-python';
import { useComputedColorScheme } from '@mantine/core';
import CodeMirror, { EditorView } from '@uiw/react-codemirror';
import { type ReactElement, useMemo } from 'react';

interface EditorProps {
  readonly label: string;
  readonly language: 'c' | 'python' | 'text';
  readonly value: string;
  readonly onChange: (text: string) => void;
}

const LANGUAGES = { c: [cpp()], python: [python()], text: [] };

export default function Editor({ label, language, value, onChange }: EditorProps): ReactElement {
  const extensions = useMemo(
    () => [...LANGUAGES[language], EditorView.contentAttributes.of({ 'aria-label': label })],
    [language, label],
  );
  return (
    <CodeMirror
      className="editor"
      value={value}
      onChange={onChange}
      extensions={extensions}
      theme={useComputedColorScheme('light')}
      maxHeight="60vh"
      basicSetup={{ tabSize: 4 }}
    />
  );
}
