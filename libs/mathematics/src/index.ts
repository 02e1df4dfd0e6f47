export * from './domain';
export * from './equality';
export * from './expression';
export { type FunctionName } from './functions';
export { nameToLatex, toLatex } from './latex';
export { type LeftSides } from './left-side';
export { LIMITS } from './limits';
export { type Question } from './token-cursor';
export { Random } from './random';
export * from './read-expression';
export { ReadingError, type ReadingErrorCode } from './reading-error';
export { canonicalName, type Declarations, Vocabulary } from './vocabulary';
export { differentiate } from './differentiate';
export { derivativeKey } from './derivative-key';
export * from './judge-expression';
export * from './matrix/judge-matrix';
export { type Cells, evaluateMatrix, type MatrixNode, parseMatrixExpression } from './matrix/matrix-key';
export { type Matrix, type MatrixCell, readMatrix, type ReadMatrix } from './matrix/read-matrix';
export { type Origin } from './mistakes/diagnose';
export { type Mistake, type MistakeName } from './mistakes/mistake';
export * from './pool';
export { type DerivationJudgement, type DerivationStep, judgeDerivation } from './tensor/judge-derivation';
export {
  judgeTensor,
  namesOf,
  parsePart,
  readTensor,
  type ReadTensor,
  type TensorJudgement,
  type TensorTask,
} from './tensor/judge-tensor';
export { type Network, situation, sizings } from './tensor/network';
export { statementsOf } from './tensor/statements';
export { type TensorExpression, tensorNodes } from './tensor/tensor-expression';
export { normalizeTensor } from './tensor/tensor-tokens';
export { findUnit, type Quantity, readQuantity, type ReadQuantity } from './quantity';
export {
  haveSameValues,
  type MatrixMistake,
  type WrongMatrix,
  wrongMatrices,
} from './matrix/diagnose-matrix';
