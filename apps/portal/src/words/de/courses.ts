import type { courses as source } from '../en/courses';
import type { TranslationOf } from '../catalogue';

export const courses: TranslationOf<typeof source> = {
  'home.title': 'Meine Kurse',
  'home.none': 'Sie sind noch in keinem Kurs',
  'home.none.why':
    'Bitten Sie Ihr Kursteam, Sie mit der E-Mail-Adresse aufzunehmen, mit der Sie sich angemeldet haben.',

  'course.subtitle': 'Aufgabenblätter',
  'course.credit': 'Bisher erreicht',
  'course.none': 'Noch keine Aufgabenblätter',
  'course.none.why': 'Sie erscheinen hier, sobald die Kursleitung sie veröffentlicht.',
  'course.your-points': 'Ihre Punkte',
  'course.for-staff': 'Für das Kursteam',

  'assignment.problems': '{n, plural, one {# Aufgabe} other {# Aufgaben}}',
  'assignment.handout': 'Aufgabenblatt',

  'problem.statement': 'Aufgabenstellung',
  'problem.see-handout': 'Was zu tun ist, steht auf dem <link>Aufgabenblatt</link>.',
  'problem.your-work': 'Ihre Arbeit',
  'problem.standing': 'Ihr Stand',
  'problem.best': 'Bester Versuch',
  'problem.others': 'Andere Aufgaben',

  'due.opens': 'Öffnet {at} ({relative})',
  'due.none': 'Keine Frist',
  'due.was': 'War fällig {at} ({relative})',
  'due.is': 'Fällig {at} ({relative})',

  'attempts.title': 'Versuche',
  'attempts.failed': 'Ihre Versuche konnten gerade nicht aufgelistet werden.',
  'attempts.none': 'Noch keiner. Ihr erster Versuch erscheint hier.',
  'attempts.one': 'Versuch {number}',

  'verdict.correct': 'Richtig',
  'verdict.partially-correct': 'Teilweise richtig',
  'verdict.incorrect': 'Falsch',
  'verdict.invalid': 'Nicht lesbar',
  'verdict.compile-error': 'Lässt sich nicht übersetzen',
  'verdict.crashed': 'Abgestürzt',
  'verdict.timed-out': 'Zeit überschritten',
  'verdict.memory-exceeded': 'Speicher überschritten',
  'verdict.output-exceeded': 'Zu viel Ausgabe',
  'verdict.rejected': 'Verletzt eine Regel',
  'verdict.needs-review': 'Wird von Hand geprüft',
  'verdict.not-run': 'Nicht ausgeführt',

  'job.queued': 'Wartet',
  'job.running': 'Wird bewertet',
  'job.graded': 'Bewertet',
  'job.not-gradable': 'Nicht lesbar',
  'job.failed': 'Problem der Plattform',
  'job.cancelled': 'Abgebrochen',
  'job.superseded': 'Ersetzt',

  'request.open': 'Wartet auf Antwort',
  'request.accepted': 'Angenommen',
  'request.declined': 'Abgelehnt',
  'request.withdrawn': 'Zurückgezogen',

  'standing.not-started': 'Nicht begonnen',
  'standing.solved': 'Gelöst',
  'standing.partly': 'Teilweise gelöst',
  'standing.not-solved': 'Noch nicht gelöst',
};
