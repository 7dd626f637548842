import { getDb } from '@/lib/server/db/db'
import { isSecretKnown } from '@/lib/server/lifecycle/bootstrap'
import { type Check, mistake } from '@/server/doctor/check'

export const changedSecret: Check = {
  name: 'APP_SECRET is the one that the database was used with',
  needs: 'migrations',
  run: async () => {
    if (await isSecretKnown(getDb())) return null
    return mistake(
      'The database was last used with another APP_SECRET: its links do not work with this one, and Foyer does not start.',
      'Set that secret again, or list it in APP_SECRET_PREVIOUS.',
    )
  },
}
