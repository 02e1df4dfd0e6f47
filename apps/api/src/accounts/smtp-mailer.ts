import { Mailer, type Mail } from '#libs/grading';
import { createTransport } from 'nodemailer';
import { unsubscribeHeaders } from './sendmail-mailer';

/** Hands mail to a server of this site by SMTP (RFC 5321, 6409). Nothing that a mail says is read from a file or an address. */
export class SmtpMailer extends Mailer {
  private readonly transport: ReturnType<typeof createTransport>;

  /** @param url `smtp://user:password@host:port`, or `smtps:` for TLS from the first byte */
  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    this.transport = createTransport({
      url,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ to, subject, text, unsubscribe }: Mail): Promise<void> {
    await this.transport.sendMail({
      from: { name: 'Assay', address: this.from },
      to: { name: '', address: to },
      subject,
      text,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribe !== undefined && unsubscribeHeaders(unsubscribe)),
      },
    });
  }
}
