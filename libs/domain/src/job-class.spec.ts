import { jobClassesOf } from './job-class';

test('a GPU host that is kept for GPU work leaves the rest to others, who take what only prefers a GPU while there is none', () => {
  expect(jobClassesOf(['gpu'], true)).toEqual(['gpu-preferred', 'gpu']);
  expect(jobClassesOf(['cpu'], true)).toEqual(['cpu']);
  expect(jobClassesOf(['cpu'], false)).toEqual(['cpu', 'gpu-preferred']);
  expect(jobClassesOf(['cpu', 'gpu'], true)).toEqual(['cpu', 'gpu-preferred', 'gpu']);
});
