import * as api from '@/lib/api/settings'
import { etag } from '@/lib/etag'
import { json, methods, route } from '@/lib/server/http/route'
import { toSettingsResponse } from '@/lib/server/settings/responses'
import { readSettings, type Stored } from '@/lib/server/settings/settings'
import { updateSettings } from '@/lib/server/settings/update-settings'

function answer(stored: Stored): Response {
  return json(toSettingsResponse(stored), 200, { etag: etag(stored.version) })
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route(api.getSettings, { handle: async () => answer(await readSettings()) }),
  PUT: route(api.updateSettings, {
    handle: async ({ caller, body, request }) =>
      answer(await updateSettings(caller, body, request.headers.get('if-match'))),
  }),
})
