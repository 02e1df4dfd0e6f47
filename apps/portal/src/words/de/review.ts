import type { review as source } from '../en/review';
import type { TranslationOf } from '../catalogue';

export const review: TranslationOf<typeof source> = {
  'adjust.title': 'Andere Punkte setzen',
  'adjust.title-student': 'Vom Kursteam gesetzte Punkte',
  'adjust.points': 'Punkte, von {max}',
  'adjust.read': 'Die studierende Person liest sie.',
  'adjust.submit': 'Punkte setzen',
  'adjust.undo': 'Bericht gelten lassen',
  'adjusted.title': '{points} von {maxPoints} Punkten gelten, gesetzt von {author}',
  'adjusted.unchanged': '{at}; der Bericht darunter ist unverändert.',
  'history.undone': 'Der Bericht gilt wieder',
  'history.by': '{author}, {at}',

  'regrade.title': 'Neubewertung',
  'regrade.invite': 'Wird der Bericht Ihrer Arbeit nicht gerecht? Ein Mensch sieht sie sich an.',
  'regrade.ask': 'Neubewertung beantragen',
  'regrade.about': 'Worum geht es?',
  'regrade.whole': 'Die ganze Bewertung',
  'regrade.why': 'Warum soll neu bewertet werden?',
  'regrade.why.hint': 'Sagen Sie, was an Ihrer Arbeit richtig ist und wo es steht.',
  'regrade.of': 'Antrag vom {at}',
  'regrade.at-about': '{at}, zu „{about}“',
  'regrade.withdraw': 'Zurückziehen',
  'regrade.answer': 'Antwort',
  'regrade.answer.hint':
    'Die studierende Person liest sie. Setzen Sie oben andere Punkte, wo sie angebracht sind.',
  'regrade.accept': 'Annehmen',
  'regrade.decline': 'Ablehnen',
};
