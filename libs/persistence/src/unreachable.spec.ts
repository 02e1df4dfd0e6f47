import { isUnreachable } from './unreachable';

const coded = (message: string, code: string) => Object.assign(new Error(message), { code });

it.each([
  coded('connect ECONNREFUSED 127.0.0.1:5432', 'ECONNREFUSED'),
  coded('terminating connection due to administrator command', '57P01'),
  coded('the database system is starting up', '57P03'),
  new Error('Connection terminated unexpectedly'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Client has encountered a connection error and is not queryable'),
  new AggregateError([coded('connect ECONNREFUSED ::1:5432', 'ECONNREFUSED')]),
  new Error('reading the pack', { cause: new Error('Connection terminated unexpectedly') }),
])('takes "%s" for an outage', (error) => {
  expect(isUnreachable(error)).toBe(true);
});

it.each([
  coded('duplicate key value violates unique constraint', '23505'),
  coded('canceling statement due to statement timeout', '57014'),
  new Error('the grader found a timeout in its own sums'),
  new TypeError('undefined is not a function'),
  'Connection terminated unexpectedly',
])('takes "%s" for none', (error) => {
  expect(isUnreachable(error)).toBe(false);
});
