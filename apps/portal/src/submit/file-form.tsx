import type { ProblemView } from '#libs/contracts';
import { Anchor, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { type DragEvent, type ReactElement, type SyntheticEvent, useEffect, useState } from 'react';
import { type ProblemKey, starterPath } from '../api/endpoints';
import { useMe } from '../app/session';
import { formatBytes } from '../components/format';
import { Icon } from '../components/icon';
import { useDrafts } from './drafts';
import { type ExpectedFileView, FileSlot } from './file-slot';
import { LastAttempt } from './last-attempt';
import { matchFiles, readText } from './match-files';
import { SubmitFailure } from './submit-failure';
import { useSubmit } from './use-submit';
import { bold, richWords, words } from '../words';

interface FileFormProps {
  readonly problemKey: ProblemKey;
  readonly problem: ProblemView;
  readonly files: readonly ExpectedFileView[];
}

/** Drag and drop, file picker and editor, all into the same texts. */
export function FileForm({ problemKey, problem, files }: FileFormProps): ReactElement {
  const { id } = useMe();
  const names = files.map(({ name }) => name);
  const owner = [id, problemKey.course, problemKey.assignment, problemKey.problem].join('/');
  const [texts, change] = useDrafts(owner, names);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const submission = useSubmit(problemKey);

  const receive = async (given: readonly File[]): Promise<void> => {
    const { taken, notes: matching } = matchFiles(names, given);
    const problems: string[] = [];
    for (const { file, name } of taken) {
      const read = await readText(file, files.find((wanted) => wanted.name === name)?.maxBytes ?? 0);
      if ('text' in read) change(name, read.text);
      else problems.push(read.problem);
    }
    setNotes([...matching, ...problems]);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const refusals = files.flatMap((file) => refusal(file, texts[file.name] ?? ''));
    setNotes(refusals);
    if (refusals.length > 0) return;
    const chosen = names.filter((name) => texts[name]);
    submission.mutate({
      kind: 'files',
      files: chosen.map((name) => new File([texts[name] ?? ''], name, { type: 'text/plain' })),
    });
  };
  return (
    <form onSubmit={submit} aria-label={words('files.form')}>
      <Stack gap="md">
        <DropZone onFiles={(given) => void receive(given)} names={names} />
        {files.map((file) => (
          <FileSlot
            key={file.name}
            problem={problemKey}
            file={file}
            hasStarter={problem.starter.includes(file.name)}
            text={texts[file.name] ?? ''}
            onChange={(text) => {
              change(file.name, text);
            }}
          />
        ))}
        {problem.latest !== null && names.every((name) => !texts[name]) && (
          <LastAttempt submission={problem.latest} onLoad={change} />
        )}
        {problem.starter.length > 0 && <Starters problemKey={problemKey} names={problem.starter} />}
        <div role="alert">
          {notes.map((note) => (
            <Text size="sm" key={note} className="reading-problem">
              <Icon name="info" size={15} /> {note}
            </Text>
          ))}
        </div>
        {submission.isError && <SubmitFailure error={submission.error} />}
        <Group>
          <Button type="submit" size="md" loading={submission.isPending}>
            {words('submit.submit')}
          </Button>
          <Text size="sm" c="dimmed">
            {words('files.kept')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function refusal(file: ExpectedFileView, text: string): string[] {
  if (text === '') return file.required ? [words('files.missing', { name: file.name })] : [];
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= file.maxBytes) return [];
  return [
    words('files.too-large', {
      name: file.name,
      size: formatBytes(bytes),
      max: formatBytes(file.maxBytes),
    }),
  ];
}

interface DropZoneProps {
  readonly names: readonly string[];
  readonly onFiles: (files: File[]) => void;
}

/** A file that misses the zone must not make the browser leave the page for it. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const refuse = (event: Event): void => {
      event.preventDefault();
    };
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
}

function DropZone({ names, onFiles }: DropZoneProps): ReactElement {
  useNoStrayDrops();
  const [over, setOver] = useState(false);
  const hold = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className="drop-zone"
      data-over={over || undefined}
      onDragEnter={hold}
      onDragOver={hold}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <Icon name="upload" size={26} />
      <Text>{richWords('files.drop', { names: names.join(', '), b: bold })}</Text>
      <FileButton
        multiple
        onChange={onFiles}
        inputProps={{ 'aria-label': words('files.input'), tabIndex: -1 }}
      >
        {(props) => (
          <Button {...props} variant="default" size="xs">
            {words('files.choose', { n: names.length })}
          </Button>
        )}
      </FileButton>
    </div>
  );
}

function Starters({
  problemKey,
  names,
}: {
  readonly problemKey: ProblemKey;
  readonly names: readonly string[];
}): ReactElement {
  return (
    <Group gap="md">
      <Text size="sm" c="dimmed">
        {words('files.starters')}
      </Text>
      {names.map((name) => (
        <Anchor key={name} href={starterPath(problemKey, name)} download={name} size="sm" ff="monospace">
          <Icon name="download" size={15} /> {name}
        </Anchor>
      ))}
    </Group>
  );
}
