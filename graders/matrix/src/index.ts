export { matrix } from './grader';
