import type { submit as source } from '../en/submit';
import type { TranslationOf } from '../catalogue';

export const submit: TranslationOf<typeof source> = {
  'submit.submit': 'Einreichen',
  'submit.failed': 'Nicht eingereicht',
  'submit.failed.kept': '{why} Ihre Arbeit steht noch auf dieser Seite.',
  'submit.unexpected': 'Etwas Unerwartetes ist geschehen. Versuchen Sie es erneut.',
  'submit.go-on': 'Mit meinem letzten Versuch weitermachen',
  'submit.not-fetched': 'Er konnte nicht geholt werden. {why}',

  'answer.form': 'Ihre Antwort',
  'answer.empty': 'Geben Sie zuerst eine Antwort ein.',
  'answer.kept': 'Ihre Eingaben bleiben auf diesem Gerät, bis Sie sich abmelden.',
  'answer.too-long': 'Zu lang: höchstens {max} Zeichen werden gelesen.',
  'answer.choose-all': 'Wählen Sie alles, was richtig ist.',
  'answer.hint.formula':
    'Schreiben Sie wie in einem Programm, in Unicode oder in LaTeX: 2x, x^2, sqrt(x), {latex}.',
  'answer.hint.matrix':
    'Eine Matrixzeile je Zeile, oder aus NumPy, MATLAB, LaTeX oder einer Tabelle einfügen.',
  'answer.hint.derivation': 'Ein Schritt je Zeile.',

  'reading.hint': 'Während Sie tippen, steht hier, wie Ihre Antwort gelesen wird.',
  'reading.unavailable': 'Die Vorschau ist gerade nicht verfügbar. Einreichen können Sie trotzdem.',
  'reading.reading': 'Wird gelesen …',
  'reading.read': 'Wir lesen:',
  'reading.place': 'Zeile {line}, Zeichen {column}:',

  'files.form': 'Ihre Dateien',
  'files.kept': 'Ihre Dateien bleiben auf diesem Gerät, bis Sie sich abmelden.',
  'files.missing': '{name} fehlt. Wählen Sie die Datei aus oder schreiben Sie sie zuerst hier.',
  'files.too-large': '{name} ist zu groß: {size} von höchstens {max}.',
  'files.drop': '<b>{names}</b> hier ablegen',
  'files.input': 'Dateien zum Einreichen',
  'files.choose': '{n, plural, one {Datei auswählen} other {Dateien auswählen}}',
  'files.starters': 'Vorlagen:',
  'files.renamed': '{given} wird als {name} eingereicht.',
  'files.left-out': '{given} wurde ausgelassen: diese Aufgabe verlangt {names}.',
  'files.empty': '{name} ist leer. Wählen Sie eine Datei mit Inhalt.',
  'files.too-many-bytes': '{name} ist zu groß: höchstens {max} Bytes dürfen eingereicht werden.',
  'files.unreadable': '{name} konnte auf diesem Gerät nicht gelesen werden. Wählen Sie die Datei erneut.',
  'files.not-text':
    '{name} ist kein UTF-8-Text. Speichern Sie die Datei als reinen Text in UTF-8 und wählen Sie sie erneut.',
  'files.ready': '{size} bereit, höchstens {max}',
  'files.not-chosen': 'noch nicht ausgewählt, höchstens {max}',
  'files.optional': 'freiwillig, höchstens {max}',
  'files.begin': 'Mit der Vorlage beginnen',
  'files.close-editor': 'Editor schließen',
  'files.edit': 'Bearbeiten',
  'files.write': 'Hier schreiben',
  'files.remove': '{name} entfernen',
  'files.no-starter': 'Die Vorlage konnte nicht geholt werden. {why}',
  'files.text-of': 'Text von {name}',
  'files.keys': 'Tab rückt ein. Mit Esc und dann Tab verlassen Sie den Editor per Tastatur.',
};
