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
  summary: 'List events, newest first',
  parameters: [
    queryParameter('type', 'Only events of this type.', { type: 'string', enum: eventTypes }),
    queryParameter('token', 'Only events of this link, given by token or id.', {
      type: 'string',
    }),
    queryParameter('user', 'Only events that this person caused or that are about this person.', {
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
  description: 'Without a search text it returns the newest links.',
  parameters: [searchParameter('a name, an email address or a username')],
  success: [{ status: 200, description: 'At most five of each.', schema: 'searchSchema' }],
}

const tag = 'Operational'

const health: Spec = {
  id: 'getHealth',
  tag,
  access: 'static',
  summary: 'Check whether the process responds',
  success: [{ status: 200, description: 'It responds.', schema: 'healthCheckSchema' }],
}

const ready: Spec = {
  id: 'getReady',
  tag,
  access: 'public',
  summary: 'Check whether the process can serve requests',
  success: [{ status: 200, description: 'It is ready.', schema: 'healthCheckSchema' }],
}

const newUser: Spec = {
  id: 'openLegacyInviteLink',
  tag,
  access: 'static',
  summary: 'Open an invite link in the form that Unleash used',
  parameters: [queryParameter('invite', 'The token of an invite link.', { type: 'string' })],
  success: [
    { status: 307, description: 'A redirect to the page of the link.', headers: ['Location'] },
  ],
  errors: [404],
}

const openApi: Spec = {
  id: 'getOpenApi',
  tag,
  access: 'static',
  summary: 'Read this document',
  success: [{ status: 200, description: 'OpenAPI 3.1.', schema: { type: 'object' } }],
}

/** Events, settings, search, and operational endpoints. */
export const servicePaths = {
  '/api/admin/events': path({ get: events }),
  '/api/admin/settings': path({ get: getSettings, put: updateSettings }),
  '/api/admin/search': path({ get: search }),
  '/health': path({ get: health }),
  '/ready': path({ get: ready }),
  '/new-user': path({ get: newUser }),
  '/openapi.json': path({ get: openApi }),
}
