import { randomUUID } from 'node:crypto';
import type { AccessScope, Role } from '#libs/domain';
import { Accounts, type AccessToken, type Author, type Enrollment, type User } from '#libs/grading';
import { LessThan, MoreThan, type DataSource } from 'typeorm';
import { audit } from './audit';
import {
  AccessTokenEntity,
  AccountLinkEntity,
  EnrollmentEntity,
  IdentityEntity,
  SessionEntity,
  UserEntity,
} from './entities/account.entities';
import { CourseEntity } from './entities/catalog.entities';

export class PostgresAccounts extends Accounts {
  constructor(private readonly source: DataSource) {
    super();
  }

  async findByEmail(email: string): Promise<(User & { readonly passwordHash: string | null }) | null> {
    return this.source.getRepository(UserEntity).findOneBy({ email });
  }

  async enrollmentsOf(userId: string): Promise<readonly Enrollment[]> {
    return this.enrollments(userId, null);
  }

  async findEnrollment(userId: string, courseSlug: string): Promise<Enrollment | null> {
    return (await this.enrollments(userId, courseSlug))[0] ?? null;
  }

  async saveUser(user: { email: string; name: string; passwordHash: string }): Promise<User> {
    const users = this.source.getRepository(UserEntity);
    // Not an upsert: that would give an account that is there already a new id.
    await users
      .createQueryBuilder()
      .insert()
      .values({ id: randomUUID(), ...user, email: user.email.toLowerCase(), createdAt: new Date() })
      .orIgnore()
      .execute();
    const saved = await users.findOneByOrFail({ email: user.email.toLowerCase() });
    await users.update({ id: saved.id }, { name: user.name, passwordHash: user.passwordHash });
    return { id: saved.id, email: saved.email, name: user.name };
  }

  async enroll(userId: string, courseSlug: string, role: Role, author: Author): Promise<void> {
    await this.source.transaction(async (manager) => {
      const { id: courseId } = await manager.findOneByOrFail(CourseEntity, { slug: courseSlug });
      const { email } = await manager.findOneByOrFail(UserEntity, { id: userId });
      const before = await manager.findOneBy(EnrollmentEntity, { userId, courseId });
      if (before?.role === role) return;
      await manager.upsert(EnrollmentEntity, { userId, courseId, role }, ['userId', 'courseId']);
      const change = {
        courseId,
        action: 'enrollment.changed',
        subject: email,
        before: before && { role: before.role },
        after: { role },
      } as const;
      await audit(manager, author, change, new Date());
    });
  }

  async createSession(
    { tokenHash, userId, expiresAt }: { tokenHash: string; userId: string; expiresAt: Date },
    passwordHash: string | null,
  ): Promise<boolean> {
    // The lock makes it wait for a reset that is under way, which then changes the hash, or makes the reset wait and end it.
    const opened = await this.source.query<unknown[]>(
      `INSERT INTO sessions (token_hash, user_id, expires_at)
       SELECT $1, id, $3 FROM users WHERE id = $2 AND ($4::text IS NULL OR password_hash = $4) FOR SHARE
       RETURNING user_id`,
      [tokenHash, userId, expiresAt, passwordHash],
    );
    return opened.length === 1;
  }

  async findSession(tokenHash: string, now: Date): Promise<{ user: User; isViewing: boolean } | null> {
    const session = await this.source
      .getRepository(SessionEntity)
      .findOneBy({ tokenHash, expiresAt: MoreThan(now) });
    const user = session && (await this.findUser(session.userId));
    return user && { user, isViewing: session.viewingUserId !== null };
  }

  async deleteSession(tokenHash: string): Promise<void> {
    await this.source.getRepository(SessionEntity).delete({ tokenHash });
  }

  async deleteSessionsOf(userId: string): Promise<void> {
    await this.source.getRepository(SessionEntity).delete({ userId });
  }

  async changePassword(userId: string, oldHash: string, newHash: string): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const where = { id: userId, passwordHash: oldHash };
      const { affected } = await manager.update(UserEntity, where, { passwordHash: newHash });
      if (affected !== 1) return false;
      await manager.delete(SessionEntity, { userId });
      await manager.delete(AccountLinkEntity, { userId });
      return true;
    });
  }

  async createLink(
    link: { tokenHash: string; userId: string; expiresAt: Date },
    author: Author | null,
    now: Date,
  ): Promise<void> {
    await this.source.transaction(async (manager) => {
      await manager.insert(AccountLinkEntity, link);
      await manager.delete(AccountLinkEntity, { expiresAt: LessThan(now) });
      if (!author) return;
      const { email } = await manager.findOneByOrFail(UserEntity, { id: link.userId });
      for (const { courseId } of await manager.findBy(EnrollmentEntity, { userId: link.userId })) {
        const change = {
          courseId,
          action: 'account.link-made',
          subject: email,
          before: null,
          after: null,
        } as const;
        await audit(manager, author, change, now);
      }
    });
  }

  async hasLink(tokenHash: string, now: Date): Promise<boolean> {
    return this.source.getRepository(AccountLinkEntity).existsBy({ tokenHash, expiresAt: MoreThan(now) });
  }

  async redeemLink(tokenHash: string, passwordHash: string, now: Date): Promise<User | null> {
    return this.source.transaction(async (manager) => {
      const link = await manager.findOne(AccountLinkEntity, {
        where: { tokenHash, expiresAt: MoreThan(now) },
        // A second use waits here, then finds the link gone.
        lock: { mode: 'pessimistic_write' },
      });
      if (!link) return null;
      const { userId } = link;
      await manager.update(UserEntity, { id: userId }, { passwordHash });
      await manager.delete(SessionEntity, { userId });
      await manager.delete(AccessTokenEntity, { userId });
      await manager.delete(AccountLinkEntity, { userId });
      const { id, email, name } = await manager.findOneByOrFail(UserEntity, { id: userId });
      return { id, email, name };
    });
  }

  async findByIdentity(issuer: string, subject: string): Promise<User | null> {
    const identity = await this.source.getRepository(IdentityEntity).findOneBy({ issuer, subject });
    return identity && this.findUser(identity.userId);
  }

  async linkIdentity(
    identity: { issuer: string; subject: string },
    email: string,
    created: { name: string } | null,
    now: Date,
  ): Promise<User | 'taken' | 'unknown'> {
    return this.source.transaction(async (manager) => {
      if (created) {
        const user = { id: randomUUID(), email, name: created.name, passwordHash: null, createdAt: now };
        await manager.createQueryBuilder().insert().into(UserEntity).values(user).orIgnore().execute();
      }
      const user = await manager.findOneBy(UserEntity, { email });
      if (!user) return 'unknown';
      const linked = { ...identity, userId: user.id };
      // Two browsers of one person may come at once; the unique keys decide.
      await manager.createQueryBuilder().insert().into(IdentityEntity).values(linked).orIgnore().execute();
      const isTheirs = await manager.existsBy(IdentityEntity, linked);
      return isTheirs ? { id: user.id, email: user.email, name: user.name } : 'taken';
    });
  }

  async createAccessToken(token: {
    userId: string;
    name: string;
    scopes: readonly AccessScope[];
    tokenHash: string;
    createdAt: Date;
    expiresAt: Date;
  }): Promise<AccessToken> {
    const saved = { id: randomUUID(), ...token, scopes: [...token.scopes], lastUsedAt: null };
    await this.source.getRepository(AccessTokenEntity).insert(saved);
    return saved;
  }

  async listAccessTokens(userId: string): Promise<readonly AccessToken[]> {
    return this.source
      .getRepository(AccessTokenEntity)
      .find({ where: { userId }, order: { createdAt: 'DESC' } });
  }

  async deleteAccessToken(userId: string, tokenId: string): Promise<boolean> {
    const { affected } = await this.source.getRepository(AccessTokenEntity).delete({ id: tokenId, userId });
    return affected === 1;
  }

  async useAccessToken(
    tokenHash: string,
    now: Date,
  ): Promise<{ user: User; scopes: readonly AccessScope[] } | null> {
    const tokens = this.source.getRepository(AccessTokenEntity);
    const token = await tokens.findOneBy({ tokenHash, expiresAt: MoreThan(now) });
    if (!token) return null;
    await tokens.update({ id: token.id }, { lastUsedAt: now });
    const user = await this.findUser(token.userId);
    return user && { user, scopes: token.scopes };
  }

  private async findUser(id: string): Promise<User | null> {
    const user = await this.source.getRepository(UserEntity).findOneBy({ id });
    return user && { id: user.id, email: user.email, name: user.name };
  }

  private async enrollments(userId: string, courseSlug: string | null): Promise<Enrollment[]> {
    const rows = await this.source
      .createQueryBuilder(EnrollmentEntity, 'enrollment')
      .innerJoin(CourseEntity, 'course', 'course.id = enrollment.courseId')
      .select(['enrollment.role AS role', 'course.id AS id', 'course.slug AS slug', 'course.title AS title'])
      .where('enrollment.userId = :userId', { userId })
      .andWhere(courseSlug === null ? 'TRUE' : 'course.slug = :courseSlug', { courseSlug })
      .orderBy('course.title')
      .getRawMany<{ role: Role; id: string; slug: string; title: string }>();
    return rows.map(({ role, ...course }) => ({ role, course }));
  }
}
