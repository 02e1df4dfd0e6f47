export { manual } from './grader';
