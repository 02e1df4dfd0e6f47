import { createBrowserRouter, type RouteObject } from 'react-router';
import { NotFound } from '../components/states';
import { RequireSession } from './require-session';
import { RouteFailure } from './route-failure';
import { Shell } from './shell';

/** Every page is a chunk of its own, fetched when it is first visited. */
const pages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('../pages/home')).HomePage }) },
  {
    path: 'courses/:course',
    lazy: async () => ({ Component: (await import('../pages/course')).CoursePage }),
  },
  {
    path: 'courses/:course/assignments/:assignment',
    lazy: async () => ({ Component: (await import('../pages/assignment')).AssignmentPage }),
  },
  {
    path: 'courses/:course/assignments/:assignment/problems/:problem',
    lazy: async () => ({ Component: (await import('../pages/problem')).ProblemPage }),
  },
  {
    path: 'courses/:course/submissions',
    lazy: async () => ({ Component: (await import('../pages/course-submissions')).CourseSubmissionsPage }),
  },
  {
    path: 'courses/:course/review',
    lazy: async () => ({ Component: (await import('../pages/review-queue')).ReviewQueuePage }),
  },
  {
    path: 'courses/:course/assignments/:assignment/problems/:problem/rubric',
    lazy: async () => ({ Component: (await import('../pages/rubric')).RubricPage }),
  },
  {
    path: 'submissions/:submission/review',
    lazy: async () => ({ Component: (await import('../pages/review-desk')).ReviewDeskPage }),
  },
  {
    path: 'courses/:course/regrade-requests',
    lazy: async () => ({ Component: (await import('../pages/regrade-requests')).RegradeRequestsPage }),
  },
  {
    path: 'courses/:course/regrade-runs',
    lazy: async () => ({ Component: (await import('../pages/regrade-runs')).RegradeRunsPage }),
  },
  {
    path: 'courses/:course/regrade-runs/:run',
    lazy: async () => ({ Component: (await import('../pages/regrade-run')).RegradeRunPage }),
  },
  {
    path: 'courses/:course/grades',
    lazy: async () => ({ Component: (await import('../pages/gradebook')).GradebookPage }),
  },
  {
    path: 'courses/:course/extensions',
    lazy: async () => ({ Component: (await import('../pages/extensions')).ExtensionsPage }),
  },
  {
    path: 'courses/:course/people',
    lazy: async () => ({ Component: (await import('../pages/roster')).RosterPage }),
  },
  {
    path: 'courses/:course/publications',
    lazy: async () => ({ Component: (await import('../pages/publications')).PublicationsPage }),
  },
  {
    path: 'courses/:course/audit',
    lazy: async () => ({ Component: (await import('../pages/audit')).AuditPage }),
  },
  {
    path: 'submissions/:submission',
    lazy: async () => ({ Component: (await import('../pages/submission')).SubmissionPage }),
  },
  {
    path: 'notifications',
    lazy: async () => ({ Component: (await import('../pages/notifications')).NotificationsPage }),
  },
  { path: 'tokens', lazy: async () => ({ Component: (await import('../pages/tokens')).TokensPage }) },
  {
    path: 'account/password',
    lazy: async () => ({ Component: (await import('../pages/password')).PasswordPage }),
  },
  { path: '*', Component: NotFound },
];

export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteFailure,
    HydrateFallback: () => null,
    children: [
      {
        path: 'sign-in',
        lazy: async () => ({ Component: (await import('../pages/sign-in')).SignInPage }),
      },
      {
        path: 'forgot-password',
        lazy: async () => ({ Component: (await import('../pages/forgot-password')).ForgotPasswordPage }),
      },
      {
        path: 'password',
        lazy: async () => ({ Component: (await import('../pages/choose-password')).ChoosePasswordPage }),
      },
      {
        path: 'unsubscribe',
        lazy: async () => ({ Component: (await import('../pages/unsubscribe')).UnsubscribePage }),
      },
      {
        Component: RequireSession,
        children: [{ Component: Shell, children: [{ ErrorBoundary: RouteFailure, children: pages }] }],
      },
    ],
  },
]);
