import type { RequestState } from '@/lib/schemas/invite-request'
import type { AnyRequestResponse } from '@/lib/schemas/responses'

export const requestsApi = '/api/admin/invite-link/requests'

/** The fresh link of a request, as far as its row shows it. */
export type AnswerView = {
  url: string
  expiresAt: string
  /** What is known only once the page has been read again. */
  link: { id: string; isUsed: boolean; isOver: boolean } | null
}

/** An invite request as the pages hand it to the browser. */
export type RequestView = {
  id: number
  /** The address: what a row is called. */
  name: string
  state: RequestState
  createdAt: string
  link: AnyRequestResponse['link']
  answer: AnswerView | null
}

/** A request as its row shows it. */
export function requestView(request: AnyRequestResponse): RequestView {
  const { id, email, state, createdAt, link, answer } = request
  return { id, name: email, state, createdAt, link, answer: answer && answerView(answer) }
}

function answerView(answer: NonNullable<AnyRequestResponse['answer']>): AnswerView {
  const { id, url, expiresAt, state, useCount } = answer
  return { url, expiresAt, link: { id, isUsed: useCount > 0, isOver: state !== 'open' } }
}

/**
 * What a list shows: its rows, and in their old places those that were answered here, which the server lists
 * elsewhere now.
 */
export function withAnswered(rows: RequestView[], answered: RequestView[]): RequestView[] {
  const ids = new Set(rows.map(({ id }) => id))
  const missing = answered.filter(({ id }) => !ids.has(id))
  return [...rows, ...missing].sort((a, b) => b.id - a.id)
}

/** An email to a person with their link in it, for the mail program. Line breaks stay out of its headers. */
export function mailtoPerson(email: string, subject: string, body: string): string {
  const line = subject.replace(/\s+/g, ' ')
  const text = body.replaceAll('\n', '\r\n')
  const query = `subject=${encodeURIComponent(line)}&body=${encodeURIComponent(text)}`
  return `mailto:${encodeURIComponent(email)}?${query}`
}
