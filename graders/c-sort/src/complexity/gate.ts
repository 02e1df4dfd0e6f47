import { classifySymbol, type LibraryVerdict } from '../symbols';
import type { ProgramFacts } from './instrument';

/** What Windows' habits put at the end of a program; harmless, and without effect here. */
const HARMLESS_COMMAND = /^\s*(pause|cls|clear|color\s+\w+|chcp\s+\d+(\s*>\s*nul)?|title\s+[\w ]+)\s*$/i;

/** The library gate on what is reachable from main, which sees more and accuses less than a list of symbols. */
export function judgeFacts(facts: ProgramFacts): LibraryVerdict {
  const violations: string[] = [];
  const remarks: string[] = [];
  for (const { name, via } of facts.symbols) {
    if (name === 'system' && facts.systemArguments.every((command) => HARMLESS_COMMAND.test(command)))
      continue;
    const chain = via.length > 2 ? ` (${via.join(' → ')})` : '';
    switch (classifySymbol(name)) {
      case 'allowed':
        break;
      case 'library-sort':
        violations.push(`The program calls ${name}, which does the sorting or searching for it${chain}.`);
        break;
      case 'escape':
        violations.push(`The program calls ${name}, which leads out of the program${chain}.`);
        break;
      case 'unusual':
        remarks.push(`The program uses ${name}, which a sorting program doesn't need${chain}.`);
        break;
    }
  }
  if (facts.assembly.length > 0) violations.push('The program contains assembly, which could call anything.');
  for (const section of facts.sections) {
    violations.push(`The program puts data or code into a section of its own (${section}).`);
  }
  if (facts.reserved.length > 0) {
    violations.push(`Names that begin with __g_ are reserved (${facts.reserved.join(', ')}).`);
  }
  return { violations, remarks };
}
