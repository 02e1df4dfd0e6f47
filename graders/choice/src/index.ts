export { choice } from './grader';
