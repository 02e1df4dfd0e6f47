import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatBytes } from '../../components/format';
import { Icon } from '../../components/icon';
import { fromBase64 } from '../bytes';
import type { EvidenceOf } from './evidence';

/** Saves the file; it is never opened in the portal's own origin. */
export function DownloadEvidence({ evidence }: { readonly evidence: EvidenceOf<'download'> }): ReactElement {
  const bytes = fromBase64(evidence.base64);
  const save = (): void => {
    const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = evidence.fileName;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button variant="default" size="xs" leftSection={<Icon name="download" size={15} />} onClick={save}>
      {evidence.fileName} ({formatBytes(bytes.length)})
    </Button>
  );
}
