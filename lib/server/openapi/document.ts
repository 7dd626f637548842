import { cookieName } from '@/lib/server/auth/sessions'
import { getEnv } from '@/lib/server/runtime/env'
import packageJson from '@/package.json'
import { schemaComponents } from './components'
import { accountPaths } from './paths-account'
import { invitePaths } from './paths-invite'
import { peoplePaths } from './paths-people'
import { reversalPaths } from './paths-reversals'
import { servicePaths } from './paths-service'
import { headerComponents, responseComponents } from './responses'

const tags = [
  { name: 'Public signup tokens', description: 'Invite links, and signing up through them.' },
  { name: 'Auth', description: 'Signing in and out.' },
  { name: 'Users', description: 'People.' },
  { name: 'Personal access tokens', description: 'API tokens of your own.' },
  { name: 'Events', description: 'What happened, and who did it.' },
  { name: 'Settings', description: 'The instance, and finding what is in it.' },
  { name: 'Operational', description: 'For monitors, proxies and old links.' },
]

function securitySchemes() {
  return {
    apiToken: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: "The secret of an administrator's or a personal API token, as it is.",
    },
    bearerToken: {
      type: 'http',
      scheme: 'bearer',
      description: 'The same secret, with `Bearer` before it.',
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
      summary: 'Make an invite link, share it, see who came in.',
      description:
        'HEAD works wherever GET does. A method that a path does not take gets 405 with `Allow`. Ask for errors as RFC 9457 with `Accept: application/problem+json`. Unknown fields are refused, nothing is coerced, and every violation is listed.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: getEnv().publicUrl }],
    tags,
    paths: { ...invitePaths, ...reversalPaths, ...accountPaths, ...peoplePaths, ...servicePaths },
    components: {
      schemas: schemaComponents(),
      responses: responseComponents(),
      headers: headerComponents,
      securitySchemes: securitySchemes(),
    },
  }
}

let current: ReturnType<typeof build> | undefined

/** The API as an OpenAPI 3.1 document, made once per process from what checks the requests. */
export function openApiDocument() {
  current ??= build()
  return current
}
