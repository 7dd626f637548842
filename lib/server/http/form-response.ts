import type { AppError } from '@/lib/errors'
import { cookie } from '@/lib/server/auth/sessions'
import { sealTypedValues } from './form-state'

/** Redirects after a plain form, so that a reload does not post again. */
export function seeOther(location: string, headers: Record<string, string> = {}): Response {
  const all = { location, 'cache-control': 'no-store', ...headers }
  return new Response(null, { status: 303, headers: all })
}

/**
 * Redirects back to the form's page and its error summary, which takes the focus, with the codes of the
 * problems in the query (`field.code`, or the error's name) and the typed values in a sealed cookie, never
 * the password (WIRE §3). Unknown fields are not named: JSON sent as a form is one such name.
 */
export function backToForm(
  error: AppError,
  page: string,
  typed: { values: unknown; bind: string },
  /** On a page with several forms: the one that was posted, for the query. */
  section?: string,
): Response {
  const problems = error.problems.filter(({ code }) => code !== 'unknownField')
  const codes = problems.map(({ path, code }) => `${path.split('/')[2]}.${code}`)
  const reported = (codes.length > 0 ? codes : [error.name]).join(',')
  const query = new URLSearchParams({ error: section ? `${section}:${reported}` : reported })
  const headers = keepTyped(typed.values, typed.bind, page)
  return seeOther(`${page}?${query}#${section ? `${section}-` : ''}problems`, headers)
}

/** The header with the sealed typed values for the form's page; none if they are too large. */
export function keepTyped(values: unknown, bind: string, page: string): Record<string, string> {
  const sealed = sealTypedValues(values, bind)
  return sealed ? { 'set-cookie': cookie('foyer-form', sealed, 60, page) } : {}
}

/**
 * Redirects back to a form of the account page, like `backToForm`, or to sign-in if the session has ended.
 * @param section the form's place on the page
 */
export function backToAccount(error: AppError, section: string, values: unknown): Response {
  if (error.name === 'AuthenticationRequired') return seeOther('/login?next=%2Faccount')
  return backToForm(error, '/account', { values, bind: section }, section)
}
