import { getEnv } from '@/lib/server/runtime/env'

/** Where a sign-up leads: to the welcome page, or to one that does not know whether there is a person. */
export function afterSignup(): string {
  return getEnv().signupStrict ? '/login?joined&next=%2Fwelcome' : '/welcome'
}
