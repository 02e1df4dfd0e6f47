import type { entrance as source } from '../en/entrance';
import type { TranslationOf } from '../catalogue';

export const entrance: TranslationOf<typeof source> = {
  'sign-in.title': 'Bei Assay anmelden',
  'sign-in.subtitle': 'Hausaufgaben, die ausgeführt, beurteilt und erklärt werden.',
  'sign-in.next': 'Melden Sie sich an, um zur gewünschten Seite zu gelangen.',
  'sign-in.email': 'E-Mail',
  'sign-in.password': 'Passwort',
  'sign-in.show-password': 'Passwort anzeigen',
  'sign-in.submit': 'Anmelden',
  'sign-in.with': 'Mit {provider} anmelden',
  'sign-in.forgot': 'Passwort vergessen?',
  'sign-in.unknown-failure':
    'Die Anmeldung ist aus einem Grund gescheitert, den diese Seite nicht kennt. Versuchen Sie es erneut.',
  'sign-in.mismatch':
    'E-Mail und Passwort passen nicht zusammen. Prüfen Sie beides und versuchen Sie es erneut.',
  'sign-in.back': 'Zurück zur Anmeldung',
  'sso.failed': 'Die Anmeldung wurde abgebrochen oder hat zu lange gedauert. Versuchen Sie es erneut.',
  'sso.taken':
    'Das Konto mit Ihrer E-Mail-Adresse gehört einer anderen Person Ihrer Universität. Wenden Sie sich an die Administration.',
  'sso.unavailable':
    'Die Anmeldung Ihrer Universität antwortet gerade nicht. Versuchen Sie es in einer Minute erneut.',
  'sso.unknown':
    'Sie haben hier kein Konto. Bitten Sie die Kursleitung, Sie mit der Adresse aufzunehmen, die Ihre Universität kennt.',
  'sso.unverified':
    'Ihre Universität bestätigt nicht, dass die E-Mail-Adresse Ihnen gehört; deshalb lässt sich kein Konto zuordnen. Wenden Sie sich an die Administration.',

  'forgot.title': 'Passwort vergessen?',
  'forgot.no-mail':
    'Diese Plattform verschickt keine E-Mails. Fragen Sie die Kursleitung: Sie kann Ihnen einen Link geben, mit dem Sie ein neues Passwort wählen.',
  'forgot.sent':
    'Falls hier jemand die Adresse {email} hat, ist ein Link dorthin unterwegs. Er gilt eine Stunde.',
  'forgot.submit': 'Link zusenden',

  'choose.title': 'Passwort wählen',
  'choose.done': 'Passwort gewählt',
  'choose.done.text':
    'Sie können sich jetzt als {email} anmelden. Was vorher angemeldet war, ist abgemeldet.',
  'choose.incomplete': 'Diese Adresse ist unvollständig. Öffnen Sie den erhaltenen Link noch einmal.',
  'choose.submit': 'Passwort setzen',

  'password.title': 'Passwort',
  'password.data': 'Ihre Daten',
  'password.data.what':
    'Alles, was über Sie gespeichert ist, als Dateien: Konto, Arbeiten, Berichte, Quittungen und Anfragen.',
  'password.data.download': 'Meine Daten herunterladen',
  'password.subtitle': 'Eine Änderung meldet Sie auf allen anderen Geräten ab.',
  'password.changed': 'Ihr Passwort ist geändert.',
  'password.current': 'Aktuelles Passwort',
  'password.show-current': 'Aktuelles Passwort anzeigen',
  'password.new': 'Neues Passwort',
  'password.new.hint': 'mindestens {n} Zeichen; ein paar Wörter genügen',
  'password.submit': 'Ändern',
};
