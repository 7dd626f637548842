import { AppError } from '@/lib/errors'
import { type SignupFieldWith, signupFieldsWith } from '@/lib/schemas/signup'
import { passwordFieldProblems } from '@/lib/server/auth/passwords'
import { getPolicySettings } from '@/lib/server/settings/settings'

type Owner = Record<SignupFieldWith<'isPersonal'>, string | null>

/** Throws `BadDataError` with every rule of the policy that a person's new password breaks. */
export async function requirePolicy(password: string, user: Owner): Promise<void> {
  const personal = signupFieldsWith('isPersonal').map((field) => user[field] ?? undefined)
  const problems = passwordFieldProblems(password, { personal, ...(await getPolicySettings()) })
  if (problems.length > 0) throw new AppError('BadDataError', { problems })
}
