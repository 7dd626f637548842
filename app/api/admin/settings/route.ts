import type { SettingsResponse } from '@/lib/schemas/responses'
import { updateSettingsSchema } from '@/lib/schemas/settings'
import { etag } from '@/lib/server/http/etag'
import { json, methods, route } from '@/lib/server/http/route'
import { parseBody } from '@/lib/server/http/validation'
import { readSettings, updateSettings } from '@/lib/server/settings/settings'

type Stored = Awaited<ReturnType<typeof readSettings>>

function answer({ version, linkDefaults, ...settings }: Stored): Response {
  const { roleId, ...rest } = linkDefaults
  const body: SettingsResponse = { ...settings, linkDefaults: { ...rest, rootRole: roleId } }
  return json(body, 200, { etag: etag(version) })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods<Record<string, never>>({
  GET: route({ access: 'admin', handle: async () => answer(await readSettings()) }),
  PUT: route({
    access: 'admin',
    parse: (value) => parseBody(updateSettingsSchema, value),
    handle: async ({ caller, body, request }) =>
      answer(await updateSettings(caller, body, request.headers.get('if-match'))),
  }),
})
