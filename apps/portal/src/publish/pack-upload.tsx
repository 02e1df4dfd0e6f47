import type { Publication } from '#libs/contracts';
import { Button, FileButton, Group, Paper, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { requestPublication } from '../api/endpoints';
import { queries } from '../api/queries';
import { Icon } from '../components/icon';
import { Notice } from '../components/notice';
import { words } from '../words';

interface PackUploadProps {
  readonly course: string;
  readonly onSent: (publication: Publication) => void;
}

/** Takes the ZIP of an assignment's folder; unless a name is given, the file's is the assignment's. */
export function PackUpload({ course, onSent }: PackUploadProps): ReactElement {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const send = useMutation({
    mutationFn: (file: File) => requestPublication(course, name === '' ? nameOf(file) : name, file),
    onSuccess: async (publication) => {
      onSent(publication);
      await client.invalidateQueries({ queryKey: queries.publications(course).queryKey });
    },
  });
  return (
    <Paper component="section" aria-labelledby="pack-upload" withBorder p="lg" className="card">
      <Title order={2} fz="h4" id="pack-upload">
        {words('publish.send')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {words('publish.why')}
      </Text>
      <Group align="flex-end">
        <TextInput
          className="grow"
          label={words('publish.name')}
          description={words('publish.name.hint')}
          placeholder="homework-1"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <FileButton
          accept=".zip,application/zip"
          onChange={(file) => {
            if (file !== null) send.mutate(file);
          }}
        >
          {(props) => (
            <Button {...props} loading={send.isPending} leftSection={<Icon name="upload" size={16} />}>
              {words('publish.choose')}
            </Button>
          )}
        </FileButton>
      </Group>
      {send.isError && (
        <Notice tone="bad" icon="warning" role="alert">
          {send.error.message}
        </Notice>
      )}
    </Paper>
  );
}

/** `Homework 1.zip` is homework-1. */
function nameOf(file: File): string {
  const stem = file.name.replace(/\.zip$/i, '').toLowerCase();
  return stem.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
