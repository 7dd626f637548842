import type { AppError } from '@/lib/errors'
import { cookie } from '@/lib/server/auth/sessions'
import { sealTypedValues } from './form-state'

/** Where a plain form goes when it is done: elsewhere, by GET, so that a reload posts nothing. */
export function seeOther(location: string, headers: Record<string, string> = {}): Response {
  const all = { location, 'cache-control': 'no-store', ...headers }
  return new Response(null, { status: 303, headers: all })
}

/**
 * Back to the form's page, with the codes of what is wrong in the query (`field.code`, or the error's
 * name), to the summary of it, which takes the focus, and what was typed in a sealed cookie; never the password (WIRE §3).
 * A field that is not the form's is not named: where JSON is sent as a form, all of it is such a name.
 */
export function backToForm(
  error: AppError,
  page: string,
  typed: { values: unknown; bind: string },
  /** On a page with several forms: which one it was, told in the query. */
  section?: string,
): Response {
  const problems = error.problems.filter(({ code }) => code !== 'unknownField')
  const codes = problems.map(({ path, code }) => `${path.split('/')[2]}.${code}`)
  const reported = (codes.length > 0 ? codes : [error.name]).join(',')
  const query = new URLSearchParams({ error: section ? `${section}:${reported}` : reported })
  const headers = keepTyped(typed.values, typed.bind, page)
  return seeOther(`${page}?${query}#${section ? `${section}-` : ''}problems`, headers)
}

/** The header that keeps what was typed for the form's page, sealed; none where it would be too large. */
export function keepTyped(values: unknown, bind: string, page: string): Record<string, string> {
  const sealed = sealTypedValues(values, bind)
  return sealed ? { 'set-cookie': cookie('foyer-form', sealed, 60, page) } : {}
}

/**
 * Back to a form of the account page, as `backToForm`; whoever is no longer signed in signs in first.
 * @param section the form's place on the page
 */
export function backToAccount(error: AppError, section: string, values: unknown): Response {
  if (error.name === 'AuthenticationRequired') return seeOther('/login?next=%2Faccount')
  return backToForm(error, '/account', { values, bind: section }, section)
}
