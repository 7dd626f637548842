import { AppError } from '@/lib/errors'
import { passwordFieldProblems } from '@/lib/server/auth/passwords'
import { getPolicySettings } from '@/lib/server/settings/settings'

type Owner = { email: string; name: string; username: string | null }

/** Throws `BadDataError` with every rule of the policy that a person's new password breaks. */
export async function requirePolicy(password: string, user: Owner): Promise<void> {
  const personal = [user.email, user.name, user.username ?? undefined]
  const problems = passwordFieldProblems(password, { personal, ...(await getPolicySettings()) })
  if (problems.length > 0) throw new AppError('BadDataError', { problems })
}
