import { isLocalAddress } from '@/lib/share'
import { type Check, mistake } from '@/server/doctor/check'

export const http: Check = {
  name: 'PUBLIC_URL is https, or of this machine only',
  run: async ({ env }) => {
    if (env.publicUrl.startsWith('https:') || isLocalAddress(env.publicUrl)) return null
    return mistake(
      'PUBLIC_URL is plain http: passwords and sessions can be read in transit.',
      'Put a proxy with a certificate in front of Foyer and set PUBLIC_URL to its https address (“HTTPS and proxies” in docs/operating.md).',
    )
  },
}
