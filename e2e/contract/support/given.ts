import { randomUUID } from 'node:crypto'
import { expect } from 'playwright/test'
import type {
  NewApiTokenResponse,
  SignupTokenResponse,
  UserResponse,
} from '@/lib/schemas/responses'
import { adminToken } from '../../support/app'
import { call } from './call'
import type { Credential } from './send'

export const tokens = '/api/admin/invite-link/tokens'
export const password = 'correct horse battery'
export const admin: Credential = { authorization: adminToken }
/** Has the form of a token and belongs to no link. */
export const unknownToken = 'A'.repeat(32)
export const evil = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }

/** An instant so many seconds from now, as text. */
export function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString()
}

/** An open link with places for everybody, as Viewer, for an hour. */
export async function givenLink(
  fields: Record<string, unknown> = {},
): Promise<SignupTokenResponse> {
  const body = { name: `Link ${randomUUID()}`, expiresAt: inSeconds(3600), ...fields }
  const answer = await call('POST', tokens, { body, as: admin })
  expect(answer.status, answer.text).toBe(201)
  return answer.json<SignupTokenResponse>()
}

/** What a person sends. */
export function signupBody(fields: Record<string, unknown> = {}) {
  return { email: `${randomUUID()}@example.org`, name: 'New Comer', password, ...fields }
}

export type Member = { user: UserResponse; as: Credential & { cookie: string } }

/** The session of a `Set-Cookie` header, as the browser sends it back. */
export function cookieOf(answer: { header: (name: string) => string }): string {
  return answer.header('set-cookie').split(';')[0] ?? ''
}

/** Signs somebody up through a link, or through a new one with this role. */
export async function givenMember(role: string | { secret: string } = 'Viewer'): Promise<Member> {
  const link = typeof role === 'string' ? await givenLink({ rootRole: role }) : role
  const answer = await call('POST', `/invite/${link.secret}/signup`, { body: signupBody() })
  expect(answer.status, answer.text).toBe(201)
  return { user: answer.json<UserResponse>(), as: { cookie: cookieOf(answer) } }
}

/** A personal API token of a member. */
export async function givenPersonalToken({ as }: Pick<Member, 'as'>): Promise<NewApiTokenResponse> {
  const body = { description: randomUUID(), expiresAt: inSeconds(3600) }
  const answer = await call('POST', '/api/admin/user/tokens', { body, as })
  expect(answer.status, answer.text).toBe(201)
  return answer.json<NewApiTokenResponse>()
}

/** Changes a link as an administrator. */
export async function change(
  link: { secret: string },
  body: unknown,
): Promise<SignupTokenResponse> {
  const answer = await call('PUT', `${tokens}/${link.secret}`, { body, as: admin })
  expect(answer.status, answer.text).toBe(200)
  return answer.json<SignupTokenResponse>()
}

type ErrorBody = { id: string; name: string; details: { path: string; message: string }[] }

/** Status and name of an error answer, such as `400 BadDataError`. */
export function errorOf(answer: { status: number; json: <T>() => T }): string {
  return `${answer.status} ${answer.json<ErrorBody>().name}`
}

/** The paths of an error's details, in order. */
export function pathsOf(answer: { json: <T>() => T }): string[] {
  return answer.json<ErrorBody>().details.map(({ path }) => path)
}
