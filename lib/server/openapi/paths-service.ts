import { eventTypes } from '@/lib/event-types'
import {
  ifMatchParameter,
  listParameters,
  path,
  queryParameter,
  type Spec,
  searchParameter,
} from './operation'

const dateTime = { type: 'string', format: 'date-time' }

const events: Spec = {
  id: 'getEvents',
  tag: 'Events',
  access: 'admin',
  summary: 'Read what happened, newest first',
  parameters: [
    queryParameter('type', 'Only events of this type.', { type: 'string', enum: eventTypes }),
    queryParameter('token', 'Only events of this link, by its token or its id.', {
      type: 'string',
    }),
    queryParameter('user', 'Only what this person did or what was done to them.', {
      type: 'integer',
      minimum: 1,
    }),
    queryParameter('from', 'Only events at or after this instant.', dateTime),
    queryParameter('until', 'Only events before this instant.', dateTime),
    ...listParameters(100, 'integer'),
  ],
  success: [{ status: 200, description: 'Events.', schema: 'eventsSchema' }],
}

const getSettings: Spec = {
  id: 'getSettings',
  tag: 'Settings',
  access: 'admin',
  summary: 'Read the settings of the instance',
  success: [
    { status: 200, description: 'The settings.', schema: 'settingsSchema', headers: ['ETag'] },
  ],
}

const updateSettings: Spec = {
  id: 'updateSettings',
  tag: 'Settings',
  access: 'admin',
  summary: 'Change the settings of the instance',
  parameters: [ifMatchParameter],
  body: 'updateSettingsSchema',
  success: [
    {
      status: 200,
      description: 'The settings as they are now.',
      schema: 'settingsSchema',
      headers: ['ETag'],
    },
  ],
  errors: [412],
}

const search: Spec = {
  id: 'search',
  tag: 'Settings',
  access: 'admin',
  summary: 'Find links by name and people by name, email or username',
  description: 'Without anything to look for: the newest links.',
  parameters: [searchParameter('a name, an address or a username')],
  success: [{ status: 200, description: 'At most five of each.', schema: 'searchSchema' }],
}

const tag = 'Operational'

const health: Spec = {
  id: 'getHealth',
  tag,
  access: 'static',
  summary: 'Ask whether the process answers',
  success: [{ status: 200, description: 'It does.', schema: 'healthCheckSchema' }],
}

const ready: Spec = {
  id: 'getReady',
  tag,
  access: 'public',
  summary: 'Ask whether the process can do its work',
  success: [{ status: 200, description: 'It can.', schema: 'healthCheckSchema' }],
}

const newUser: Spec = {
  id: 'openLegacyInviteLink',
  tag,
  access: 'static',
  summary: 'Follow a link as Unleash made them',
  parameters: [queryParameter('invite', 'The token of an invite link.', { type: 'string' })],
  success: [{ status: 307, description: 'On to the page of the link.', headers: ['Location'] }],
  errors: [404],
}

const openApi: Spec = {
  id: 'getOpenApi',
  tag,
  access: 'static',
  summary: 'Read this document',
  success: [{ status: 200, description: 'OpenAPI 3.1.', schema: { type: 'object' } }],
}

/** History, and what machines ask. */
export const servicePaths = {
  '/api/admin/events': path({ get: events }),
  '/api/admin/settings': path({ get: getSettings, put: updateSettings }),
  '/api/admin/search': path({ get: search }),
  '/health': path({ get: health }),
  '/ready': path({ get: ready }),
  '/new-user': path({ get: newUser }),
  '/openapi.json': path({ get: openApi }),
}
