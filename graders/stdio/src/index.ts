export { stdio } from './grader';
