import type { tokens as source } from '../en/tokens';
import type { TranslationOf } from '../catalogue';

export const tokens: TranslationOf<typeof source> = {
  'tokens.title': 'Zugriffstoken',
  'tokens.subtitle':
    'Für Skripte und die Kommandozeile. Ein Token darf, was Sie ihm erlauben, aber nie Ihr Konto ändern.',
  'tokens.new': 'Neues Token',
  'tokens.purpose': 'Wofür ist es?',
  'tokens.purpose.example': 'zum Beispiel: Laptop',
  'tokens.lifetime': 'Gültig für',
  'tokens.days': '{n} Tage',
  'tokens.year': 'ein Jahr',
  'tokens.create': 'Erstellen',
  'tokens.may': 'Es darf',
  'tokens.scope.read': 'Lesen',
  'tokens.scope.read.what': 'Kurse, Einreichungen und Berichte, die Sie sehen können',
  'tokens.scope.submit': 'Einreichen',
  'tokens.scope.submit.what': 'Arbeit einreichen und zurücknehmen, solange sie wartet',
  'tokens.scope.manage': 'Verwalten',
  'tokens.scope.manage.what': 'was das Kursteam in seinen Kursen ändert',
  'tokens.created': 'Token „{name}“',
  'tokens.created.copy': 'Kopieren Sie es jetzt: Es wird nicht wieder angezeigt.',
  'tokens.none': 'Keine Token',
  'tokens.none.why': 'Erstellen Sie oben eines für die Kommandozeile oder eigene Skripte.',
  'tokens.table': 'Ihre Token',
  'tokens.name': 'Name',
  'tokens.created-at': 'Erstellt',
  'tokens.expires': 'Läuft ab',
  'tokens.last-used': 'Zuletzt benutzt',
  'tokens.never': 'nie',
  'tokens.revoke': 'Widerrufen',
  'tokens.revoke-one': '{name} widerrufen',
  'tokens.revoke-question': '„{name}“ widerrufen?',
  'tokens.revoke.why':
    'Was dieses Token benutzt, funktioniert sofort nicht mehr. Das lässt sich nicht rückgängig machen.',
  'tokens.keep': 'Behalten',
};
