export { default as mnist } from './grader';
