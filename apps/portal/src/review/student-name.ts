/** A name, or a word in its place where work is reviewed without names: the same each time, so that it can be spoken of. */
export const studentName = (student: { readonly name: string } | null, submission: string): string =>
  student?.name ?? `Student ${submission.slice(0, 6)}`;
