import { defineConfig } from 'prisma/config'

// The URL is for Prisma's own commands, such as `prisma migrate deploy`; Foyer itself needs none here.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
