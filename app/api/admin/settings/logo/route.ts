import * as api from '@/lib/api/settings'
import { etag } from '@/lib/etag'
import { json, methods, route } from '@/lib/server/http/route'
import { readUpload, removeLogo, setLogo } from '@/lib/server/settings/logo'
import { toSettingsResponse } from '@/lib/server/settings/responses'
import type { Stored } from '@/lib/server/settings/settings'

function answer(stored: Stored): Response {
  return json(toSettingsResponse(stored), 200, { etag: etag(stored.version) })
}

/** The logo of the instance: the body is the picture itself. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  PUT: route(api.setLogo, {
    parse: readUpload,
    handle: async ({ caller, body, request }) =>
      answer(await setLogo(caller, body, request.headers.get('if-match'))),
  }),
  DELETE: route(api.removeLogo, {
    handle: async ({ caller, request }) =>
      answer(await removeLogo(caller, request.headers.get('if-match'))),
  }),
})
