import { settingsResponse } from '@/lib/schemas/responses'
import { logoTypes, updateSettingsSchema } from '@/lib/schemas/settings'
import { operation } from './operation'

const settings = { tag: 'Settings', access: 'admin' } as const

function current(description: string) {
  return { status: 200, description, schema: settingsResponse, headers: ['ETag'] } as const
}

const changed = {
  ...settings,
  headers: ['If-Match'],
  success: current('The settings as they are now.'),
  errors: ['StaleError'],
} as const

const example = {
  instanceName: 'Rowing club',
  welcomeText: 'Good to have you with us.',
  contact: 'hello@example.org',
  languages: ['en', 'de'],
  linkDefaults: { hours: 48, rootRole: 3, maxUses: null },
  accentColor: '#0b6e4f',
  roleDescriptions: { 3: 'can read the training plan' },
  corsOrigins: ['https://rowing.example.org'],
  logo: '/logo?v=2',
  maxLifetimeDays: 31,
}

export const getSettings = operation({
  ...settings,
  id: 'getSettings',
  method: 'GET',
  path: '/api/admin/settings',
  summary: 'Read the settings of the instance',
  success: current('The settings.'),
  example: { answer: example },
})

export const updateSettings = operation({
  ...changed,
  id: 'updateSettings',
  method: 'PUT',
  path: '/api/admin/settings',
  summary: 'Change the settings of the instance',
  body: updateSettingsSchema,
  example: {
    body: { linkDefaults: { hours: 48, rootRole: 'Viewer', maxUses: null } },
    answer: example,
  },
})

/** The largest logo that is taken, in bytes. */
export const LOGO_MAX = 204_800

export const setLogo = operation({
  ...changed,
  id: 'setLogo',
  method: 'PUT',
  path: '/api/admin/settings/logo',
  summary: 'Set the logo of the instance',
  description: `The body is the picture, of at most ${LOGO_MAX} bytes: a PNG of at most 2048 by 2048 pixels, of which only the picture is kept, or an SVG in UTF-8, which is rewritten without anything that runs, loads or links.`,
  body: { types: logoTypes },
  bodyLimit: LOGO_MAX,
  example: { answer: example },
})

export const removeLogo = operation({
  ...changed,
  id: 'removeLogo',
  method: 'DELETE',
  path: '/api/admin/settings/logo',
  summary: 'Remove the logo of the instance',
  example: { answer: { ...example, logo: null } },
})
