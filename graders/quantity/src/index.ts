export { quantity } from './grader';
