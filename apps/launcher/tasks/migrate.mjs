/** Brings the database of DATABASE_URL to the current schema. Runs in a process of its own, after the build. */
import { migrate } from '#libs/persistence';

await migrate(process.env.DATABASE_URL);
