export { derivative } from './grader';
