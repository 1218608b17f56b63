import { defineConfig } from 'prisma/config';

// Generating the client never runs Prisma's schema engine, it only wants one to exist. Naming an executable that does
// spares installations behind a closed network a download they cannot make.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
});
