import { isShortToken } from '@/lib/server/runtime/env'
import { type Check, mistake } from '@/server/doctor/check'

export const weakTokens: Check = {
  name: 'INIT_ADMIN_API_TOKENS are hard to guess',
  applies: ({ env }) => (env.initAdminApiTokens ?? []).length > 0,
  run: async ({ env }) => {
    if (!env.initAdminApiTokens?.some(isShortToken)) return null
    return mistake(
      'INIT_ADMIN_API_TOKENS has a token with fewer than 32 characters after *:*., which can be guessed.',
      'Replace it by `*:*.` and the output of `openssl rand -hex 32`, and restart Foyer.',
    )
  },
}
