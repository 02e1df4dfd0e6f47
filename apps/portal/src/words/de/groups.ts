import type { groups as source } from '../en/groups';
import type { TranslationOf } from '../catalogue';

export const groups: TranslationOf<typeof source> = {
  'groups.title': 'Gemeinsam arbeiten',
  'groups.rule': 'Höchstens {maximum} dürfen hier zusammenarbeiten; sonst arbeiten Sie allein.',
  'groups.start': 'Gruppe gründen',
  'groups.name': 'Name der Gruppe',
  'groups.join': 'Gruppe beitreten',
  'groups.code': 'Code von einem Mitglied',
  'groups.share': 'Wer diesen Code bekommt, kann beitreten:',
  'groups.places': '{n, plural, one {# Platz ist frei.} other {# Plätze sind frei.}}',
  'groups.leave': 'Verlassen',
  'groups.rename': 'Umbenennen',
  'groups.settled':
    'Die Gruppe hat abgegeben und bleibt deshalb, wie sie ist. Das Kursteam kann Personen verschieben.',
  'groups.open': 'Was jemand von Ihnen abgibt, zählt für alle, die dann in der Gruppe sind.',
  'groups.all': 'Gruppen',
  'groups.none': 'Noch hat niemand eine Gruppe gegründet.',
  'groups.members': 'Mitglieder',
  'groups.state': 'Stand',
  'groups.has-submitted': 'Hat abgegeben',
  'groups.has-not-submitted': 'Hat nicht abgegeben',
  'groups.more': 'Weitere Gruppen zeigen',
  'groups.place': 'Jemanden in eine Gruppe setzen',
  'groups.student': 'Studierende',
  'groups.group': 'Gruppe',
  'groups.no-group': 'Keine Gruppe',
  'groups.place.hint': 'Was vorher abgegeben wurde, bleibt die Arbeit derer, die dabei waren.',
  'groups.placed': 'Erledigt.',
  'groups.by': 'Arbeit von {names}',
};
