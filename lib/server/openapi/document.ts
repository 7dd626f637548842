import { cookieName } from '@/lib/server/auth/sessions'
import { getEnv } from '@/lib/server/runtime/env'
import packageJson from '@/package.json'
import { schemaComponents } from './components'
import { accountPaths } from './paths-account'
import { invitePaths } from './paths-invite'
import { peoplePaths } from './paths-people'
import { rollbackPaths } from './paths-rollbacks'
import { servicePaths } from './paths-service'
import { headerComponents, responseComponents } from './responses'

const tags = [
  { name: 'Public signup tokens', description: 'Invite links and signing up through them.' },
  { name: 'Auth', description: 'Signing in and out.' },
  { name: 'Users', description: 'People.' },
  { name: 'Personal access tokens', description: 'API tokens of your own.' },
  { name: 'Events', description: 'What happened and who did it.' },
  { name: 'Settings', description: 'Settings of the instance, and search.' },
  { name: 'Operational', description: 'For monitoring, proxies and old links.' },
]

function securitySchemes() {
  return {
    apiToken: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: 'The secret of an admin or personal API token, without a prefix.',
    },
    bearerToken: {
      type: 'http',
      scheme: 'bearer',
      description: 'The same secret, prefixed with `Bearer`.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: cookieName(),
      description: 'The cookie that sign-in and sign-up set.',
    },
  }
}

function build() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Foyer',
      version: packageJson.version,
      summary: 'Create an invite link, share it, see who joined.',
      description:
        'HEAD works wherever GET does. A method that a path does not support gets 405 with `Allow`. To get errors as RFC 9457, send `Accept: application/problem+json`. Unknown fields are rejected, nothing is coerced, and every violation is listed.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: getEnv().publicUrl }],
    tags,
    paths: { ...invitePaths, ...rollbackPaths, ...accountPaths, ...peoplePaths, ...servicePaths },
    components: {
      schemas: schemaComponents(),
      responses: responseComponents(),
      headers: headerComponents,
      securitySchemes: securitySchemes(),
    },
  }
}

let current: ReturnType<typeof build> | undefined

/** The API as an OpenAPI 3.1 document, built once per process from the schemas that check requests. */
export function openApiDocument() {
  current ??= build()
  return current
}
