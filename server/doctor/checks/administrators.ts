import { getDb } from '@/lib/server/db/db'
import { countAdmins } from '@/lib/server/users/admins'
import { type Check, mistake } from '@/server/doctor/check'

export const administrators: Check = {
  name: 'There is an administrator',
  needs: 'migrations',
  run: async () => {
    if ((await countAdmins(getDb())) > 0) return null
    return mistake(
      'No enabled person has the Admin role.',
      'Run `npm run admin-link`: it prints a link through which you become one.',
    )
  },
}
