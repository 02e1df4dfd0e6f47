export interface Mail {
  /** An e-mail address. */
  readonly to: string;
  /** One line of ASCII. */
  readonly subject: string;
  readonly text: string;
  /** Where a POST ends mail of this kind (RFC 8058). */
  readonly unsubscribe?: string;
}

/** Takes mail to be delivered. @throws Error where it can't be taken now */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<void>;
}
