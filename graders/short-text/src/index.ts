export { shortText } from './grader';
