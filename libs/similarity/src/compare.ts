import { File, FingerprintIndex, TokenizedFile, type Pair } from '@dodona/dolos-core';
import type { Fragment, SimilarityReport, SimilarityRequest, SimilarPair } from './request';
import { tokeniserOf, type Tokens } from './tokenise';

/** Tokens that make a fingerprint, and fingerprints of which the least is kept (winnowing, as Dolos has them). */
const KGRAM = 23;
const WINDOW = 17;
/** What more than this part of all programs have, the way of the task itself, says nothing of two of them. */
const COMMON_SHARE = 0.5;
/** Among few programs a stretch is never too common. */
const NEVER_COMMON = 20;
/** A program of fewer tokens has not enough of its own to be compared. */
const MIN_TOKENS = 2 * KGRAM;
const MAX_FRAGMENTS = 50;

/**
 * Compares each program with each other by winnowed fingerprints of their syntax (S. Schleimer, D. Wilkerson, A. Aiken,
 * Winnowing, SIGMOD 2003; as in Dolos, R. Maertens et al., 2022): a fingerprint is a stretch of 23 tokens, wherever in the
 * program it stands, so that functions that were moved match as well. Runs in a thread with a deadline.
 */
export async function compare(request: SimilarityRequest): Promise<SimilarityReport> {
  const tokenise = await tokeniserOf(request.language);
  const { length } = request.programs;
  const common = Math.max(NEVER_COMMON, Math.ceil(length * COMMON_SHARE));
  const index = new FingerprintIndex(KGRAM, WINDOW, false, common);
  const left: string[] = [];
  const files: TokenizedFile[] = [];
  for (const { id, text } of request.programs) {
    const tokens = tokenise(text);
    if (tokens && tokens.tokens.length >= MIN_TOKENS) files.push(asFile(id, text, tokens));
    else left.push(id);
  }
  index.addFiles(files);
  // After the programs: the index takes out of them what it is told to ignore, but not out of those that come later.
  request.templates.forEach((text, n) => {
    const tokens = tokenise(text);
    if (tokens) index.addIgnoredFile(asFile(`template ${String(n)}`, text, tokens));
  });
  const pairs = index
    .allPairs('similarity')
    .filter(({ similarity }) => similarity >= request.threshold)
    .sort((a, b) => b.similarity - a.similarity || b.longest - a.longest)
    .slice(0, request.limit);
  return { pairs: pairs.map(describe), left };
}

function asFile(id: string, text: string, { tokens, regions }: Tokens): TokenizedFile {
  return new TokenizedFile(new File(id, text), tokens, regions);
}

function describe(pair: Pair): SimilarPair {
  const fragments = pair
    .buildFragments()
    .map(({ leftSelection, rightSelection, leftkgrams }) => ({
      length: leftkgrams.length,
      left: { from: leftSelection.startRow + 1, to: leftSelection.endRow + 1 },
      right: { from: rightSelection.startRow + 1, to: rightSelection.endRow + 1 },
    }))
    .sort((a, b) => b.length - a.length)
    .slice(0, MAX_FRAGMENTS)
    .map(({ left, right }): Fragment => ({ left, right }));
  return {
    left: pair.leftFile.path,
    right: pair.rightFile.path,
    score: Math.round(pair.similarity * 1_000) / 1_000,
    longest: pair.longest,
    fragments,
  };
}
