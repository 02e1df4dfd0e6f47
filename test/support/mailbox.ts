/** A program with sendmail's interface that keeps what it is given in a folder. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Letter {
  readonly recipients: readonly string[];
  readonly headers: string;
  readonly text: string;
}

export class Mailbox {
  private constructor(private readonly folder: string) {}

  static async open(): Promise<Mailbox> {
    const folder = await mkdtemp(join(tmpdir(), 'assay-mail-'));
    const box = new Mailbox(folder);
    const script = `#!/bin/sh
file=$(mktemp ${folder}/letter.XXXXXX) || exit 75
while [ "$1" != "--" ]; do shift; done
shift
{ echo "$@"; cat; } > "$file.part" && mv "$file.part" "$file.mail" && rm "$file"
`;
    await writeFile(box.program, script, { mode: 0o700 });
    return box;
  }

  get program(): string {
    return join(this.folder, 'sendmail');
  }

  /** What has come, in no order. */
  async letters(): Promise<Letter[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.mail'));
    return Promise.all(names.map(async (name) => parse(await readFile(join(this.folder, name), 'utf8'))));
  }

  /** Waits for the first letter to this address that `known` does not have. @throws Error when none comes */
  async next(to: string, known: readonly Letter[] = []): Promise<Letter> {
    for (let tries = 0; tries < 400; tries++) {
      const seen = new Set(known.map(({ text }) => text));
      const found = (await this.letters()).find(
        ({ recipients, text }) => recipients.includes(to) && !seen.has(text),
      );
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no mail came for ${to}`);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}

function parse(raw: string): Letter {
  const [recipients = '', ...rest] = raw.split('\n');
  const [headers = '', body = ''] = rest.join('\n').split(/\n\n([^]*)/);
  return { recipients: recipients.split(' '), headers, text: Buffer.from(body, 'base64').toString() };
}
