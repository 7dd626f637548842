import type { SettingsResponse } from '@/lib/schemas/responses'
import { getEnv } from '@/lib/server/runtime/env'
import { logoHref, type Stored } from './settings'

/** The settings as the API shows them. */
export function toSettingsResponse(stored: Stored): SettingsResponse {
  const { version: _, linkDefaults, logo, ...settings } = stored
  const { roleId: rootRole, ...rest } = linkDefaults
  return {
    ...settings,
    linkDefaults: { ...rest, rootRole },
    logo: logoHref(logo),
    maxLifetimeDays: getEnv().inviteMaxLifetimeDays,
  }
}
