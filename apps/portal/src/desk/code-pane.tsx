import type { LineComment, SubmissionView } from '#libs/contracts';
import { SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { submittedFilePath } from '../api/endpoints';
import { queries } from '../api/queries';
import { CodeTokens } from '../report/evidence/code';
import { highlight } from '../report/highlight';
import { languageOf, MAX_SHOWN_BYTES } from '../report/submitted-files';
import { words } from '../words';
import { CommentView } from './comment-view';

/** Where the reader is in the work. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

interface CodePaneProps {
  readonly submission: SubmissionView;
  readonly comments: readonly LineComment[];
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  /** How many lines the shown file has, once it is known. */
  readonly onLines: (count: number) => void;
  /** Stands below the line of `place`: a comment being written. */
  readonly composer: ReactNode;
}

/** The submitted files, one at a time, with comments below their lines. */
export function CodePane(props: CodePaneProps): ReactElement {
  const { submission, comments, place, onPlace } = props;
  const { files } = submission;
  const shown = files.find(({ name }) => name === place.file);
  return (
    <Stack gap="xs">
      {files.length > 1 && (
        <SegmentedControl
          aria-label={words('desk.files')}
          value={place.file}
          data={files.map(({ name }) => ({ value: name, label: label(name, comments) }))}
          onChange={(file) => {
            onPlace({ file, line: 1 });
          }}
        />
      )}
      {shown !== undefined && shown.bytes <= MAX_SHOWN_BYTES ? (
        <File key={shown.name} {...props} />
      ) : (
        <Text size="sm">
          <a href={submittedFilePath(submission.id, place.file)} download={place.file}>
            {words('desk.too-long', { name: place.file })}
          </a>
        </Text>
      )}
    </Stack>
  );
}

function label(name: string, comments: readonly LineComment[]): string {
  const count = comments.filter(({ file }) => file === name).length;
  return count === 0 ? name : `${name} (${String(count)})`;
}

function File({ submission, comments, place, onPlace, onLines, composer }: CodePaneProps): ReactElement {
  const file = useQuery(queries.submittedFile(submission.id, place.file));
  const text = file.data?.replace(/\n$/, '');
  const count = text === undefined ? 0 : text.split('\n').length;
  useEffect(() => {
    if (count > 0) onLines(count);
  }, [count, onLines]);
  if (file.isError) return <Text size="sm">{words('submission.not-shown')}</Text>;
  if (text === undefined) return <Skeleton h={200} />;
  return (
    <div className="code desk-code" tabIndex={0} role="region" aria-label={place.file}>
      {highlight(text, languageOf(place.file)).map((tokens, index) => (
        <div key={index}>
          <Line
            number={index + 1}
            isCurrent={place.line === index + 1}
            onChoose={() => {
              onPlace({ file: place.file, line: index + 1 });
            }}
          >
            <CodeTokens tokens={tokens} />
          </Line>
          {comments
            .filter((comment) => comment.file === place.file && comment.line === index + 1)
            .map((comment) => (
              <CommentView key={comment.id} comment={comment} submissionId={submission.id} />
            ))}
          {place.line === index + 1 && composer}
        </div>
      ))}
    </div>
  );
}

interface LineProps {
  readonly number: number;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function Line({ number, isCurrent, onChoose, children }: LineProps): ReactElement {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <div className="code-line" ref={row} aria-current={isCurrent || undefined}>
      {/* Out of the tab order: a file has hundreds. Keys move from line to line. */}
      <button
        type="button"
        className="code-number"
        tabIndex={-1}
        aria-label={words('desk.line', { n: number })}
        onClick={onChoose}
      >
        {number}
      </button>
      {children}
    </div>
  );
}
