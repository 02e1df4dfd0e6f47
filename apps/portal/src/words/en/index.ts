import { app } from './app';
import { courses } from './courses';
import { desk } from './desk';
import { entrance } from './entrance';
import { groups } from './groups';
import { publications } from './publications';
import { policies } from './policies';
import { report } from './report';
import { review } from './review';
import { staff } from './staff';
import { submit } from './submit';
import { tokens } from './tokens';
import { versions } from './versions';

/** The catalogue that every other follows: its keys, and the arguments of each message in ICU syntax. */
export const en = {
  ...app,
  ...courses,
  ...desk,
  ...entrance,
  ...groups,
  ...publications,
  ...policies,
  ...report,
  ...review,
  ...staff,
  ...submit,
  ...tokens,
  ...versions,
};
