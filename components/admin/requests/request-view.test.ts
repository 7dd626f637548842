import { expect, test } from 'vitest'
import { mailtoPerson, type RequestView, requestView, withAnswered } from './request-view'

const link = { id: 'a'.repeat(16), name: 'Chess', state: 'full', secret: 's' } as const
const request = {
  id: 2,
  email: 'late@example.org',
  createdAt: '2026-11-01T10:00:00.000Z',
  state: 'open',
  link,
  answeredAt: null,
  answer: null,
} as const

test('a row is called by the address, and says whether its fresh link was used', () => {
  const url = 'https://foyer.example/invite/x'
  const answer = { ...link, url, expiresAt: '2026-11-08T10:00:00.000Z', useCount: 1 }
  const view = requestView({ ...request, state: 'answered', answer })
  expect(view).toMatchObject({ name: 'late@example.org', answer: { url } })
  expect(view.answer?.link).toEqual({ id: link.id, isUsed: true, isOver: true })
})

test('a request answered here keeps its place until the page is left, unless the server lists it again', () => {
  const rows: RequestView[] = [3, 1].map((id) => requestView({ ...request, id }))
  const answered = { ...requestView(request), state: 'answered' as const }
  expect(withAnswered(rows, [answered]).map(({ id, state }) => [id, state])).toEqual([
    [3, 'open'],
    [2, 'answered'],
    [1, 'open'],
  ])
  const again = [...rows, requestView(request)]
  expect(withAnswered(again, [answered]).find(({ id }) => id === 2)?.state).toBe('open')
})

test('a mail keeps the lines of its text, and its subject is one line', () => {
  const mail = new URL(mailtoPerson('a+b@example.org', 'Hello\r\nBcc: x', 'One\nTwo'))
  expect(mail.pathname).toBe('a%2Bb%40example.org')
  expect(mail.searchParams.get('subject')).toBe('Hello Bcc: x')
  expect(mail.searchParams.get('body')).toBe('One\r\nTwo')
})
