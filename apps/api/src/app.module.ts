import { PersistenceModule } from '#libs/persistence';
import { GradingQueueModule } from '#libs/queue';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { NotificationsController } from './accounts/notifications.controller';
import { PasswordsController } from './accounts/passwords.controller';
import { PostRound } from './accounts/post-round';
import { SessionCookie } from './accounts/session-cookie';
import { PersonalDataController } from './accounts/personal-data.controller';
import { SessionsController } from './accounts/sessions.controller';
import { SingleSignOnController } from './accounts/single-sign-on.controller';
import { TokensController } from './accounts/tokens.controller';
import { ViewsController } from './accounts/views.controller';
import { AuditController } from './courses/audit.controller';
import { CoursesController } from './courses/courses.controller';
import { GradebookController } from './courses/gradebook.controller';
import { PublicationsController } from './courses/publications.controller';
import { GroupsController } from './courses/groups.controller';
import { PoliciesController } from './courses/policies.controller';
import { RegradeRunsController } from './courses/regrade-runs.controller';
import { RosterController } from './courses/roster.controller';
import { SimilarityController } from './courses/similarity.controller';
import { VersionsController } from './courses/versions.controller';
import { ActorGuard } from './http/actor';
import { ProblemFilter } from './http/problem.filter';
import { RateLimitGuard } from './http/rate-limit';
import { ApiMetrics } from './operations/api-metrics';
import { HealthController } from './operations/health.controller';
import { SETTINGS, type Settings } from './settings';
import { EventsController } from './submissions/events.controller';
import { ReceiptsController } from './submissions/receipts.controller';
import { ReviewsController } from './submissions/reviews.controller';
import { SubmissionsController } from './submissions/submissions.controller';
import { useCases } from './use-cases';

@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PersistenceModule.forDatabase(settings.databaseUrl),
        GradingQueueModule.forRedis(settings.redisUrl, settings.queuePrefix),
      ],
      controllers: [
        SessionsController,
        PasswordsController,
        SingleSignOnController,
        TokensController,
        PersonalDataController,
        NotificationsController,
        ViewsController,
        CoursesController,
        AuditController,
        GradebookController,
        GroupsController,
        PoliciesController,
        RegradeRunsController,
        RosterController,
        SimilarityController,
        VersionsController,
        PublicationsController,
        SubmissionsController,
        EventsController,
        ReceiptsController,
        ReviewsController,
        HealthController,
      ],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: APP_GUARD, useClass: ActorGuard },
        { provide: APP_GUARD, useClass: RateLimitGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        ApiMetrics,
        PostRound,
        SessionCookie,
        ...useCases,
      ],
    };
  }
}
