import type { KeyObject } from 'node:crypto';
import { graders } from '#graders';
import {
  AccountLinks,
  Accounts,
  AuditLog,
  BlindReview,
  CancelGrading,
  Catalog,
  ChangePassword,
  CheckPassword,
  Clock,
  ExportPersonalData,
  FindSimilarWork,
  CommentOnWork,
  GraderRegistry,
  GradingJobs,
  GradingQueue,
  Groups,
  GrantExtensions,
  IssueReceipt,
  LineComments,
  ManageAccessTokens,
  ManageRegradeRuns,
  ManageRoster,
  MarkSubmission,
  MailNotifications,
  Notifications,
  OfferSample,
  PasswordHasher,
  Publications,
  PublishAssignment,
  Policies,
  PersonalData,
  QueuePlaces,
  ReadNotifications,
  ReadPolicies,
  ReleaseGrades,
  RegradeRuns,
  RequestRegrade,
  ReviewQueue,
  Reviews,
  ReviewSubmission,
  Rosters,
  SimilarityCases,
  Rubrics,
  SignIn,
  SignInElsewhere,
  StudentViews,
  Submissions,
  SubmitWork,
  SystemClock,
  TakeUpReviews,
  Throttle,
  ViewAsStudent,
  ViewAuditLog,
  ViewCourse,
  ViewGradebook,
  ViewSubmission,
  ViewVersions,
  WorkInGroups,
} from '#libs/grading';
import { Argon2PasswordHasher } from '#libs/persistence';
import { Logger, type Provider } from '@nestjs/common';
import { compareInThread } from './courses/compare-in-thread';
import { ApiMetrics } from './operations/api-metrics';
import { OpenIdProvider } from './accounts/openid-provider';
import { postOf } from './accounts/post';
import { RECEIPT_KEY, readReceiptKey } from './receipt-key';
import { SETTINGS, type Settings } from './settings';

/** Use cases are plain classes; here each gets its ports. */
export const useCases: Provider[] = [
  { provide: Clock, useClass: SystemClock },
  { provide: PasswordHasher, useClass: Argon2PasswordHasher },
  { provide: GraderRegistry, useFactory: () => new GraderRegistry(graders) },
  {
    provide: RECEIPT_KEY,
    inject: [SETTINGS],
    useFactory: ({ receiptKeyFile }: Settings) => readReceiptKey(receiptKeyFile),
  },
  {
    provide: CheckPassword,
    inject: [Accounts, PasswordHasher, Throttle, Clock],
    useFactory: (...ports: ConstructorParameters<typeof CheckPassword>) => new CheckPassword(...ports),
  },
  {
    provide: SignIn,
    inject: [Accounts, CheckPassword, Clock],
    useFactory: (...ports: ConstructorParameters<typeof SignIn>) => new SignIn(...ports),
  },
  {
    provide: ChangePassword,
    inject: [Accounts, CheckPassword, PasswordHasher, Clock],
    useFactory: (...ports: ConstructorParameters<typeof ChangePassword>) => new ChangePassword(...ports),
  },
  {
    provide: SignInElsewhere,
    inject: [Accounts, Clock, SETTINGS],
    useFactory: (accounts: Accounts, clock: Clock, { sso }: Settings) => {
      const logger = new Logger('SingleSignOn');
      const provider = sso && new OpenIdProvider(sso, (message) => logger.warn(message));
      const takesStrangers = sso?.takesStrangers === true;
      return new SignInElsewhere(accounts, clock, provider, { takesStrangers });
    },
  },
  {
    provide: AccountLinks,
    inject: [Accounts, PasswordHasher, Throttle, Clock, SETTINGS],
    useFactory: (
      accounts: Accounts,
      hasher: PasswordHasher,
      throttle: Throttle,
      clock: Clock,
      { mail }: Settings,
    ) => {
      const logger = new Logger('AccountLinks');
      const warn = (message: string) => logger.warn(message);
      return new AccountLinks(accounts, hasher, throttle, clock, postOf(mail), warn);
    },
  },
  {
    provide: ManageAccessTokens,
    inject: [Accounts, Clock],
    useFactory: (...ports: ConstructorParameters<typeof ManageAccessTokens>) =>
      new ManageAccessTokens(...ports),
  },
  {
    provide: ManageRoster,
    inject: [Accounts, Rosters, AccountLinks, Clock],
    useFactory: (...ports: ConstructorParameters<typeof ManageRoster>) => new ManageRoster(...ports),
  },
  {
    provide: ViewAsStudent,
    inject: [Accounts, Rosters, StudentViews, Clock],
    useFactory: (...ports: ConstructorParameters<typeof ViewAsStudent>) => new ViewAsStudent(...ports),
  },
  {
    provide: QueuePlaces,
    inject: [GradingJobs, Clock],
    useFactory: (...ports: ConstructorParameters<typeof QueuePlaces>) => new QueuePlaces(...ports),
  },
  {
    provide: ReadPolicies,
    inject: [Catalog, Policies],
    useFactory: (...ports: ConstructorParameters<typeof ReadPolicies>) => new ReadPolicies(...ports),
  },
  {
    provide: GrantExtensions,
    inject: [Accounts, Catalog, Rosters, Policies, Clock],
    useFactory: (...ports: ConstructorParameters<typeof GrantExtensions>) => new GrantExtensions(...ports),
  },
  {
    provide: ReleaseGrades,
    inject: [Accounts, Catalog, Policies, Clock],
    useFactory: (...ports: ConstructorParameters<typeof ReleaseGrades>) => new ReleaseGrades(...ports),
  },
  {
    provide: ViewCourse,
    inject: [Accounts, Catalog, Submissions, QueuePlaces, GraderRegistry, ReadPolicies, Clock],
    useFactory: (...ports: ConstructorParameters<typeof ViewCourse>) => new ViewCourse(...ports),
  },
  {
    provide: ViewSubmission,
    inject: [
      Accounts,
      Catalog,
      Submissions,
      GradingJobs,
      QueuePlaces,
      GraderRegistry,
      ReadPolicies,
      BlindReview,
      Clock,
    ],
    useFactory: (...ports: ConstructorParameters<typeof ViewSubmission>) => new ViewSubmission(...ports),
  },
  {
    provide: IssueReceipt,
    inject: [Accounts, Catalog, Submissions, BlindReview, RECEIPT_KEY],
    useFactory: (...ports: ConstructorParameters<typeof IssueReceipt>) => new IssueReceipt(...ports),
  },
  {
    provide: ReadNotifications,
    inject: [Notifications, Catalog, Clock, RECEIPT_KEY, SETTINGS],
    useFactory: (
      notifications: Notifications,
      catalog: Catalog,
      clock: Clock,
      key: KeyObject,
      { mail }: Settings,
    ) => new ReadNotifications(notifications, catalog, clock, { byMail: mail !== null, key }),
  },
  {
    provide: MailNotifications,
    inject: [Notifications, Catalog, Clock, RECEIPT_KEY, SETTINGS],
    useFactory: (
      notifications: Notifications,
      catalog: Catalog,
      clock: Clock,
      key: KeyObject,
      { mail }: Settings,
    ) => {
      const logger = new Logger('MailNotifications');
      const warn = (message: string) => logger.warn(message);
      return new MailNotifications(notifications, catalog, clock, postOf(mail), key, warn);
    },
  },
  {
    provide: ViewGradebook,
    inject: [Accounts, Rosters, Submissions, ReadPolicies, Clock],
    useFactory: (...ports: ConstructorParameters<typeof ViewGradebook>) => new ViewGradebook(...ports),
  },
  {
    provide: ViewAuditLog,
    inject: [Accounts, AuditLog],
    useFactory: (...ports: ConstructorParameters<typeof ViewAuditLog>) => new ViewAuditLog(...ports),
  },
  {
    provide: ViewVersions,
    inject: [Accounts, Catalog, Clock],
    useFactory: (...ports: ConstructorParameters<typeof ViewVersions>) => new ViewVersions(...ports),
  },
  {
    provide: ReviewSubmission,
    inject: [
      Accounts,
      Catalog,
      Submissions,
      Reviews,
      Rubrics,
      LineComments,
      ReviewQueue,
      BlindReview,
      ReadPolicies,
      Clock,
    ],
    useFactory: (...ports: ConstructorParameters<typeof ReviewSubmission>) => new ReviewSubmission(...ports),
  },
  {
    provide: PublishAssignment,
    inject: [Accounts, Catalog, Publications, Clock],
    useFactory: (...ports: ConstructorParameters<typeof PublishAssignment>) =>
      new PublishAssignment(...ports),
  },
  {
    provide: RequestRegrade,
    inject: [Accounts, Submissions, Reviews, BlindReview, ReadPolicies, Clock],
    useFactory: (...ports: ConstructorParameters<typeof RequestRegrade>) => new RequestRegrade(...ports),
  },
  {
    provide: ExportPersonalData,
    inject: [PersonalData, Catalog, Submissions, ReadPolicies, ReviewSubmission, IssueReceipt, Clock],
    useFactory: (...ports: ConstructorParameters<typeof ExportPersonalData>) =>
      new ExportPersonalData(...ports),
  },
  {
    provide: ManageRegradeRuns,
    inject: [Accounts, Catalog, Submissions, RegradeRuns, GradingQueue, GraderRegistry, ReadPolicies, Clock],
    useFactory: (
      accounts: Accounts,
      catalog: Catalog,
      submissions: Submissions,
      runs: RegradeRuns,
      queue: GradingQueue,
      registry: GraderRegistry,
      policies: ReadPolicies,
      clock: Clock,
    ) => {
      const logger = new Logger('ManageRegradeRuns');
      const warn = (message: string) => logger.warn(message);
      const ports = [accounts, catalog, submissions, runs, queue, registry, policies, clock] as const;
      return new ManageRegradeRuns(...ports, warn);
    },
  },
  {
    provide: FindSimilarWork,
    inject: [Accounts, Catalog, SimilarityCases, GraderRegistry, Clock],
    useFactory: (
      accounts: Accounts,
      catalog: Catalog,
      cases: SimilarityCases,
      registry: GraderRegistry,
      clock: Clock,
    ) => new FindSimilarWork(accounts, catalog, cases, registry, clock, compareInThread),
  },
  {
    provide: BlindReview,
    inject: [Catalog, ReviewQueue],
    useFactory: (...ports: ConstructorParameters<typeof BlindReview>) => new BlindReview(...ports),
  },
  {
    provide: MarkSubmission,
    inject: [Accounts, Catalog, Submissions, Rubrics, Clock],
    useFactory: (...ports: ConstructorParameters<typeof MarkSubmission>) => new MarkSubmission(...ports),
  },
  {
    provide: CommentOnWork,
    inject: [Accounts, Catalog, Submissions, LineComments, Clock],
    useFactory: (...ports: ConstructorParameters<typeof CommentOnWork>) => new CommentOnWork(...ports),
  },
  {
    provide: TakeUpReviews,
    inject: [Accounts, Catalog, Submissions, ReviewQueue, BlindReview, Clock],
    useFactory: (...ports: ConstructorParameters<typeof TakeUpReviews>) => new TakeUpReviews(...ports),
  },
  {
    provide: WorkInGroups,
    inject: [Accounts, Catalog, Rosters, Groups, Clock],
    useFactory: (...ports: ConstructorParameters<typeof WorkInGroups>) => new WorkInGroups(...ports),
  },
  {
    provide: OfferSample,
    inject: [Accounts, Submissions, Reviews],
    useFactory: (...ports: ConstructorParameters<typeof OfferSample>) => new OfferSample(...ports),
  },
  {
    provide: CancelGrading,
    inject: [Accounts, Submissions, GradingJobs, Clock],
    useFactory: (...ports: ConstructorParameters<typeof CancelGrading>) => new CancelGrading(...ports),
  },
  {
    provide: SubmitWork,
    inject: [Accounts, Catalog, Submissions, GradingQueue, GraderRegistry, ReadPolicies, Clock, ApiMetrics],
    useFactory: (
      accounts: Accounts,
      catalog: Catalog,
      submissions: Submissions,
      queue: GradingQueue,
      registry: GraderRegistry,
      policies: ReadPolicies,
      clock: Clock,
      metrics: ApiMetrics,
    ) => {
      const logger = new Logger('SubmitWork');
      return new SubmitWork(accounts, catalog, submissions, queue, registry, policies, clock, {
        warn: (message) => logger.warn(message),
        onReceived: (grader) => metrics.countReceived(grader),
      });
    },
  },
];
