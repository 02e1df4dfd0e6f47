import type { TestCaseReport } from '#libs/contracts';

export type AnyEvidence = TestCaseReport['evidence'][number];
export type EvidenceOf<Kind extends AnyEvidence['kind']> = Extract<AnyEvidence, { kind: Kind }>;
