import { app } from './app';
import { courses } from './courses';
import { desk } from './desk';
import { entrance } from './entrance';
import { groups } from './groups';
import { report } from './report';
import { review } from './review';
import { staff } from './staff';
import { submit } from './submit';
import { tokens } from './tokens';

/** German. */
export const de = {
  ...app,
  ...courses,
  ...desk,
  ...entrance,
  ...groups,
  ...report,
  ...review,
  ...staff,
  ...submit,
  ...tokens,
};
