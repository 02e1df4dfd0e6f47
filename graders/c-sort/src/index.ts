export { cSort } from './grader';
