export { functionTests } from './grader';
