import type { AppError } from '@/lib/errors'
import { type RefusalReason, refusalReasons } from '@/lib/link-counts'
import { refusalReason } from '@/lib/signup-token-state'
import { countFor } from './tally'

/** Counts a sign-up through a genuine link that this error refused. */
export function countRefusal(signupTokenId: string, error: AppError): void {
  const reason = reasonOf(error)
  if (reason) countFor(signupTokenId, reason)
}

/** The reason that an error stands for; undefined for one that is not about the person or the link. */
function reasonOf({ name, problems: [first] }: AppError): RefusalReason | undefined {
  if (name === 'BadDataError') return 'invalid'
  if (name === 'UnavailableError') return 'unavailable'
  const code = name === 'NameExistsError' ? first?.code : refusalReason(name)
  return refusalReasons.find((reason) => reason === code)
}
