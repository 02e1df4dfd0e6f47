import type { app as source } from '../en/app';
import type { TranslationOf } from '../catalogue';

export const app: TranslationOf<typeof source> = {
  'app.title': '{page} · Assay',
  'app.skip': 'Zum Inhalt springen',
  'app.offline':
    'Sie sind offline. Was Sie eingeben, bleibt auf diesem Gerät erhalten; reichen Sie ein, sobald die Verbindung wieder steht.',
  'app.home': 'Assay, meine Kurse',
  'app.course-pages': 'Kurs',
  'app.breadcrumb': 'Brotkrumen-Navigation',
  'app.use-dark': 'Dunkle Farben verwenden',
  'app.use-light': 'Helle Farben verwenden',
  'app.account': 'Konto von {name}',
  'app.tokens': 'Zugriffstoken',
  'app.password': 'Passwort',
  'app.language': 'Sprache',
  'app.sign-out': 'Abmelden',
  'app.sign-out-everywhere': 'Auf allen Geräten abmelden',
  'app.viewing': '{viewer}, Sie sehen dies so, wie <b>{name}</b> es sieht. Sie können nichts ändern.',
  'app.stop-viewing': 'Beenden',

  'page.course': 'Kurs',
  'page.submissions': 'Einreichungen',
  'page.review': 'Durchsicht',
  'page.regrade-requests': 'Anträge',
  'page.grades': 'Bewertungen',
  'page.people': 'Personen',
  'page.audit': 'Änderungen',

  'role.student': 'studierend',
  'role.assistant': 'Tutorium',
  'role.instructor': 'Kursleitung',

  'common.actions': 'Aktionen',
  'common.all': 'Alle',
  'common.apply': 'Anwenden',
  'common.cancel': 'Abbrechen',
  'common.close': 'Schließen',
  'common.clear': 'Leeren',
  'common.copied': 'Kopiert',
  'common.copy': 'Kopieren',
  'common.loading': 'Wird geladen',
  'common.points': 'Punkte: ',
  'common.reason': 'Begründung',
  'common.remove': 'Entfernen',
  'common.save': 'Speichern',
  'common.send': 'Senden',
  'common.show-older': 'Ältere anzeigen',
  'common.try-again': 'Erneut versuchen',
  'common.newest-first': 'Neueste zuerst',
  'common.points-of': '{points} / {maxPoints}',
  'common.n-points': '{n, plural, one {# Punkt} other {# Punkte}}',

  'state.updated.title': 'Das Portal wurde aktualisiert',
  'state.updated':
    'Diese Seite gehört zu einer älteren Version, oder die Verbindung ist abgerissen. Laden Sie neu; Entwürfe bleiben erhalten.',
  'state.reload': 'Neu laden',
  'state.not-found': 'Seite nicht gefunden',
  'state.not-found.why':
    'Unter dieser Adresse liegt nichts, oder es gehört jemand anderem. Prüfen Sie den Link oder beginnen Sie bei Ihrem Kurs.',
  'state.to-courses': 'Zu meinen Kursen',
  'state.failed': 'Etwas ist schiefgegangen',
  'state.forbidden': 'Diese Seite ist nicht für Sie bestimmt',
  'state.not-loaded': 'Diese Seite konnte nicht geladen werden',
  'state.what-happened': 'Was geschehen ist',
  'state.own-error':
    'Im Portal selbst ist ein Fehler aufgetreten. Nichts, was Sie eingereicht haben, ist davon betroffen.',
  'state.part-failed': 'Dieser Teil konnte nicht geladen werden',
  'state.part-own-error': 'Im Portal selbst ist ein Fehler aufgetreten.',

  'client.unexpected-answer':
    'Der Server hat in einer Form geantwortet, die diese Seite nicht kennt. Laden Sie die Seite neu; bleibt es dabei, sagen Sie es Ihrem Kursteam.',
  'client.offline':
    'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung; was Sie eingegeben haben, bleibt erhalten.',
  'client.server-problem':
    'Der Server hat ein Problem. Das liegt nicht an Ihnen; versuchen Sie es in einer Minute erneut.',
  'client.refused': 'Der Server hat die Anfrage abgelehnt ({status}).',

  'format.bytes': '{n, plural, one {# Byte} other {# Bytes}}',
  'format.kibibytes': '{n} KiB',
  'format.mebibytes': '{n} MiB',
  'format.milliseconds': '{n} ms',
  'format.seconds': '{n} s',
  'format.minutes-and-seconds': '{minutes} min {seconds} s',
  'format.range-seconds': '{from} bis {to} s',
  'format.range-minutes': '{from} bis {to} min',
  'format.minutes': '{n} min',

  'chart.numbers': 'Zahlen dieses Diagramms',
  'chart.numbers-region': 'Zahlen des Diagramms',
  'chart.line': 'Linie',
  'prose.table': 'Tabelle',
};
