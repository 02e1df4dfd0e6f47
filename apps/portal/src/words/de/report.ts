import type { report as source } from '../en/report';
import type { TranslationOf } from '../catalogue';

export const report: TranslationOf<typeof source> = {
  'submission.handed-in': 'Eingereicht {at}',
  'submission.handed-in-by': 'Eingereicht von {student}, {at}',
  'submission.back': 'Zurück zur Aufgabe',
  'submission.files': 'Eingereicht',
  'submission.receipt': 'Signierte Quittung',
  'submission.not-shown': 'Die Datei lässt sich gerade nicht anzeigen; speichern geht vielleicht.',
  'submission.spoken-score': 'Bewertet: {score} Punkte',

  'live.lacks-cpu':
    'Gerade arbeitet kein Bewertungsrechner. Ihre Einreichung ist sicher und wird bewertet, sobald wieder einer da ist.',
  'live.lacks-gpu':
    'Dafür braucht es einen Rechner mit GPU, und gerade arbeitet keiner. Ihre Einreichung ist sicher und wird bewertet, sobald wieder einer da ist.',
  'live.eta': 'Ihr Bericht sollte in {range} hier sein.',
  'live.follows': 'Diese Seite läuft mit. Sie können sie verlassen; die Bewertung geht weiter.',
  'live.waiting': 'Wartet',
  'live.done': '{done} von {planned} Tests',
  'live.step-axis': 'Schritt',
  'live.finished': 'Fertige Tests',
  'live.free-grader': 'Wartet auf einen freien Platz',
  'live.next': 'Sie sind als Nächstes dran',
  'live.ahead': '{n, plural, one {# Einreichung vor Ihrer} other {# Einreichungen vor Ihrer}}',
  'live.preparing': 'Wird vorbereitet',
  'live.check': 'Test {number} von {planned}',

  'over.failed': 'Nicht Ihre Schuld, und Ihre Einreichung ist sicher',
  'over.failed.text':
    'Die Bewertung brach wegen eines Problems auf unserer Seite ab. Ihre Arbeit ist so gespeichert, wie Sie sie geschickt haben, dieser Versuch zählt nicht, und das Kursteam sieht ihn. Sie brauchen nichts erneut zu schicken; sobald das Problem behoben ist, kann bewertet werden.',
  'over.cancelled': 'Diese Einreichung wurde abgebrochen',
  'over.cancelled.text':
    'Sie wurde nicht bewertet und zählt nicht als Versuch. Ihre Dateien bleiben erhalten; reichen Sie jederzeit wieder ein.',
  'over.superseded': 'Eine neuere Einreichung steht an dieser Stelle',
  'over.superseded.text':
    'Sie haben eine neuere geschickt, während diese wartete; die neuere wird stattdessen bewertet. Diese zählt nicht als Versuch; ihre Dateien bleiben erhalten.',

  'report.not-gradable': 'Das ließ sich nicht bewerten, und es kostet Sie nichts',
  'report.not-gradable.text':
    'Ihre Einreichung war nicht lesbar und wurde deshalb nicht beurteilt: Sie zählt nicht als Versuch, und es gingen keine Punkte verloren. Lesen Sie unten, was unverständlich war, verbessern Sie es und reichen Sie erneut ein.',
  'report.checks': 'Tests',
  'report.unreadable': 'Was nicht lesbar war',
  'report.hidden': '{n, plural, one {# weiterer Test ist verborgen} other {# weitere Tests sind verborgen}}',
  'report.hidden-worth':
    '{n, plural, one {# weiterer Test ist verborgen} other {# weitere Tests sind verborgen}}, im Wert von {points, plural, one {# Punkt} other {# Punkten}}',
  'report.hidden.why':
    '{n, plural, one {Er läuft mit Ihrer Arbeit wie die anderen. Was er prüft,} other {Sie laufen mit Ihrer Arbeit wie die anderen. Was sie prüfen,}} bleibt vorerst verborgen, damit Programme für die Aufgabe geschrieben werden und nicht für die Tests.',

  'score.title': 'Ergebnis',
  'score.points': '{points} <small>von {maxPoints, plural, one {# Punkt} other {# Punkten}}</small>',
  'score.all-passed': '{n, plural, one {# Test von # bestanden.} other {Alle # Tests bestanden.}}',
  'score.all-shown-passed':
    '{n, plural, one {# Test von # hier gezeigten bestanden.} other {Alle # hier gezeigten Tests bestanden.}}',
  'score.passed': '{passed} von {n, plural, one {# Test} other {# Tests}} bestanden.',
  'score.hidden':
    'Verborgene Tests können bis zu {points, plural, one {# Punkt} other {# Punkte}} hinzufügen.',
  'score.begin': 'Beginnen Sie mit {check}: {message}',

  'case.not-seen': 'Studierende sehen diesen Test jetzt nicht',
  'case.staff-only': 'Nur Kursteam',
  'case.after-deadline': 'Nach der Frist',
  'case.filter': 'Welche Tests angezeigt werden',
  'case.all': 'Alle ({n})',
  'case.attention': 'Anzusehen ({n})',

  'provenance.facts': 'Was der Grader herausgefunden hat',
  'provenance.how': 'Wie bewertet wurde',
  'provenance.finished': 'Fertig',
  'provenance.finished-after': '{at}, nach {duration}',
  'provenance.grader': 'Grader',
  'provenance.submission': 'Einreichung',
  'provenance.problem-version': 'Version der Aufgabe',
  'provenance.image': 'Sandbox-Image',
  'provenance.seed': 'Startwert',
  'provenance.yes': 'ja',
  'provenance.no': 'nein',

  'code.error': 'Fehler',
  'code.warning': 'Warnung',
  'code.note': 'Hinweis',
  'code.remark-line': '{severity}, Zeile {line}:',
  'code.remark-column': '{severity}, Zeile {line}, Spalte {column}:',
  'code.show-all': 'Alle {n} Zeilen anzeigen',
  'confusion.axes': 'richtig \\ gegeben',
  'confusion.worst': 'Am häufigsten verwechselt: {mistakes}.',
  'confusion.mistake': '{right} mit {given} ({count}×)',
  'counterexample.at': 'bei {name} =',
  'counterexample.yours': 'Ihre Antwort ergibt',
  'diff.expected': 'Erwartet: ',
  'diff.yours': 'Ihres: ',
  'diff.legend-expected': '− erwartet',
  'diff.legend-yours': '+ Ihres',
  'diff.equal': '{n, plural, one {# gleiche Zeile} other {# gleiche Zeilen}}',
  'diff.more': '{n, plural, one {# weitere Zeile} other {# weitere Zeilen}}',
  'matrix.ringed': 'Umrandet: {cells}.',
  'matrix.cell': 'Zeile {row}, Spalte {column}',
  'text.nothing': 'nichts',
};
