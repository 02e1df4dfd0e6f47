/** A mail server that keeps what it is given, and refuses when it is told to. */
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface SmtpLetter {
  readonly to: readonly string[];
  /** Headers and body, soft line breaks undone. */
  readonly raw: string;
}

export class SmtpMailbox {
  readonly letters: SmtpLetter[] = [];
  /** While it is set, nothing is taken. */
  refuses = false;

  private constructor(private readonly server: SMTPServer) {}

  static async open(): Promise<SmtpMailbox> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, { envelope }, done) => {
        void text(stream).then((raw) => {
          if (box.refuses) {
            done(Object.assign(new Error('try again later'), { responseCode: 451 }));
            return;
          }
          box.letters.push({ to: envelope.rcptTo.map(({ address }) => address), raw: unfold(raw) });
          done();
        }, done);
      },
    });
    const box = new SmtpMailbox(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return box;
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${String(port)}`;
  }

  to(address: string): SmtpLetter[] {
    return this.letters.filter(({ to }) => to.includes(address));
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      this.server.close(closed);
    });
  }
}

/** Undoes folded headers (RFC 5322) and quoted-printable's soft line breaks (RFC 2045). */
function unfold(raw: string): string {
  return raw
    .replace(/\r\n[ \t]/g, ' ')
    .replace(/=\r\n/g, '')
    .replace(/=3D/g, '=');
}
