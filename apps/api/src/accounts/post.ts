import type { Post } from '#libs/grading';
import type { MailSettings } from '../settings';
import { SendmailMailer } from './sendmail-mailer';
import { SmtpMailer } from './smtp-mailer';

/** How this platform sends mail; null where it sends none. */
export function postOf(mail: MailSettings | null): Post | null {
  if (!mail) return null;
  const mailer =
    'smtp' in mail ? new SmtpMailer(mail.smtp, mail.from) : new SendmailMailer(mail.program, mail.from);
  return { mailer, portal: mail.portal };
}
