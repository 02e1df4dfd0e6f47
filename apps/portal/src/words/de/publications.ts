import type { publications as source } from '../en/publications';
import type { TranslationOf } from '../catalogue';

export const publications: TranslationOf<typeof source> = {
  'publish.link': 'Aufgabenblatt veröffentlichen',
  'publish.title': 'Aufgabenblätter',
  'publish.subtitle': 'Eingereichte Pakete, neueste zuerst',
  'publish.send': 'Paket einreichen',
  'publish.why':
    'Der Ordner eines Aufgabenblatts als ZIP. Lösung, Beispiele und eine leere Abgabe werden bewertet, bevor es jemand sieht.',
  'publish.name': 'Name in Adressen',
  'publish.name.hint': 'Ein bekannter Name ergibt die nächste Version dieses Aufgabenblatts.',
  'publish.choose': 'ZIP wählen',
  'publish.none': 'Noch wurde nichts eingereicht',
  'publish.none.why': '„assay new assignment“ auf der Kommandozeile legt ein Paket zum Anfangen an.',
  'publish.checks': 'Prüfungen von {assignment}',
  'publish.progress': '{done} von {of} Prüfungen',
  'publish.publish': 'Veröffentlichen',
  'publish.show': 'Prüfungen zeigen',
  'publish.show-of': 'Prüfungen von {assignment} zeigen',
  'publish.version': 'Version {version}',
  'publish.passed-check': 'bestanden',
  'publish.failed-check': 'nicht bestanden',
  'publish.state.queued': 'Wartet',
  'publish.state.checking': 'Wird geprüft',
  'publish.state.passed': 'Bestanden, nicht veröffentlicht',
  'publish.state.published': 'Veröffentlicht',
  'publish.state.refused': 'Nicht veröffentlicht: verbessern und neu einreichen',
  'publish.state.failed': 'Nicht veröffentlicht: die Plattform hat versagt',
};
