'use client'

import { useMessages } from 'next-intl'
import type { Outcome, Translate } from '@/components/forms/submit-json'

export type Failure = Exclude<Outcome<unknown>, { status: 'done' }>

/**
 * What administrators' forms say of a problem, in their language: the API's own sentences are written for
 * programs. Codes without a sentence here keep the API's.
 */
export function useSentences() {
  const { desk } = useMessages()
  const messages: Record<string, string> = desk.fieldErrors
  const { offline, busy, limited, stale, gone, notAllowed, lastAdmin } = desk.problems
  const { answered, signedOut, tooLarge } = desk.problems
  const byName: Record<string, string> = {
    StaleError: stale,
    NotFoundError: gone,
    PermissionError: notAllowed,
    LastAdminError: lastAdmin,
    RequestAnsweredError: answered,
    AuthenticationRequired: signedOut,
    UnauthorizedError: signedOut,
    PayloadTooLargeError: tooLarge,
    RateLimitError: limited,
    UnavailableError: busy,
    UnknownError: busy,
  }
  const translate: Translate = (code, detail) => messages[code] ?? detail
  /** Why a change was refused, in a sentence. */
  const errorText = (outcome: Failure) => {
    if (outcome.status === 'offline') return offline
    const [first] = outcome.problems
    return first?.message ?? byName[outcome.name] ?? outcome.message ?? busy
  }
  return { messages, labels: { offline, busy, limited }, translate, errorText }
}
