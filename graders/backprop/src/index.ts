export { backprop } from './grader';
