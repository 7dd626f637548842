import type { Check } from '@/server/doctor/check'

export const database: Check = {
  name: 'The database answers',
  run: async ({ found }) => ('finding' in found ? found.finding : null),
}
