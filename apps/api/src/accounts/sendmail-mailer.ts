import { execFile } from 'node:child_process';
import { Mailer, type Mail } from '#libs/grading';

const TIMEOUT_MS = 30_000;
const BASE64_LINE = /.{1,76}/g;

/**
 * Hands mail to a program with sendmail's interface (Postfix, Exim, msmtp, …), which knows the way, the names and the keys of
 * this site. No shell in between; `--` keeps an address from being an option; line ends can't reach the headers.
 */
export class SendmailMailer extends Mailer {
  constructor(
    private readonly program: string,
    private readonly from: string,
  ) {
    super();
  }

  send(mail: Mail): Promise<void> {
    return new Promise((done, fail) => {
      const child = execFile(
        this.program,
        ['-i', '-f', this.from, '--', mail.to],
        { timeout: TIMEOUT_MS, env: { PATH: process.env['PATH'] } },
        // Not the error itself: it quotes the command line.
        (error) => (error ? fail(new Error(`${this.program}: ${describe(error)}`)) : done()),
      );
      // A program that does not read its input is told by its exit.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(messageOf(mail, this.from));
    });
  }
}

function describe({ code, killed, signal }: { code?: unknown; killed?: boolean; signal?: string }): string {
  if (killed === true) return `no end after ${String(TIMEOUT_MS / 1_000)} s`;
  return signal ? `ended by ${signal}` : `exit status ${String(code)}`;
}

/** By which mail programs offer a button (RFC 8058). */
export function unsubscribeHeaders(address: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** RFC 5322, in ASCII throughout: the text is base64, so nothing in it can be taken for a header or an end. */
function messageOf({ to, subject, text, unsubscribe }: Mail, from: string): string {
  const headers = {
    From: `Assay <${from}>`,
    To: `<${to}>`,
    Subject: subject,
    'Auto-Submitted': 'auto-generated',
    ...(unsubscribe !== undefined && unsubscribeHeaders(unsubscribe)),
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': 'base64',
  };
  const body = Buffer.from(text).toString('base64').match(BASE64_LINE) ?? [];
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`);
  return [...lines, '', ...body, ''].join('\n');
}
