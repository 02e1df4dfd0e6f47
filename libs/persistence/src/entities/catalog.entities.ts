import type { VersionChange } from '#libs/contracts';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('courses')
export class CourseEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) slug!: string;
  @Column('text') title!: string;
}

@Entity('assignments')
@Unique(['courseId', 'slug'])
export class AssignmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'course_id' }) courseId!: string;
  @Column('text') slug!: string;
  @Column('integer') position!: number;
}

@Entity('assignment_versions')
@Unique(['assignmentId', 'number'])
export class AssignmentVersionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'assignment_id' }) assignmentId!: string;
  @Column('integer') number!: number;
  @Column('text', { name: 'pack_sha256' }) packSha256!: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt!: Date;
  @Column('text', { name: 'published_by' }) publishedBy!: string;
  /** Why it was published. */
  @Column('text') message!: string;
  /** What differs from the version before; none for the first. */
  @Column('json') changes!: readonly VersionChange[];
}

@Entity('pack_files')
export class PackFileEntity {
  @PrimaryColumn('uuid', { name: 'version_id' }) versionId!: string;
  @PrimaryColumn('text') path!: string;
  @Column('text', { name: 'blob_sha256' }) blobSha256!: string;
}

/** File contents, stored once by their hash. */
@Entity('blobs')
export class BlobEntity {
  @PrimaryColumn('text') sha256!: string;
  @Column('bytea') bytes!: Buffer;
}
