export { mnist } from './grader';
