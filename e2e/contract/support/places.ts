import { expect } from 'playwright/test'
import { examplePassword } from '@/lib/api/examples'
import { call } from './call'
import { admin, givenLink, givenMember, givenPersonalToken, tokens } from './given'
import type { Credential } from './send'
import { givenOpenReset, givenRequest, givenReset } from './write'

type Values = Record<string, string | number>

/** What an example request needs to succeed: whom or what its path names, and who sends it. */
export type Place = { params?: Values; as?: Credential; body?: unknown }

const people = '/api/admin/user-admin'

const anyone = async (): Promise<Place> => ({})
const byAdmin = async (): Promise<Place> => ({ as: admin })
const byMember = async (): Promise<Place> => ({ as: (await givenMember('Admin')).as })

async function openLink(): Promise<Place> {
  return { params: { token: (await givenLink()).secret }, as: admin }
}

async function endedLink(): Promise<Place> {
  const { secret } = await givenLink()
  await call('DELETE', `${tokens}/${secret}`, { as: admin })
  return { params: { token: secret } }
}

async function requestOfLink(): Promise<Place> {
  const { path, id } = await givenRequest()
  return { params: { token: path.split('/').at(-1) ?? '', id }, as: admin }
}

async function person(): Promise<Place> {
  return { params: { id: (await givenMember()).user.id }, as: admin }
}

/** The session of somebody, as they and administrators name it. */
async function session(): Promise<{ id: string; person: number; as: Credential }> {
  const { user, as } = await givenMember('Admin')
  const list = await call('GET', `${people}/${user.id}/sessions`, { as: admin })
  const [found] = list.json<{ sessions: { id: string }[] }>().sessions
  return { id: found?.id ?? '', person: user.id, as }
}

async function rollback(): Promise<Place> {
  const { params = {} } = await openLink()
  const path = `${tokens}/${params.token}/reversals`
  const { id } = (await call('POST', path, { as: admin, body: {} })).json<{ id: number }>()
  return { params: { ...params, id }, as: admin }
}

/** Somebody who can sign in as the example does; still there if the example ran before. */
async function whoSignsIn(): Promise<Place> {
  const body = { email: 'grace@example.org', name: 'Grace Hopper', password: examplePassword }
  const answer = await call('POST', `/invite/${(await givenLink()).secret}/signup`, { body })
  expect([201, 409]).toContain(answer.status)
  return {}
}

async function personalToken(): Promise<Place & { person: number; token: number }> {
  const member = await givenMember('Admin')
  const { id } = await givenPersonalToken(member)
  return { params: { id }, as: member.as, person: member.user.id, token: id }
}

async function tokenOfPerson(): Promise<Place> {
  const { person: id, token: itemId } = await personalToken()
  return { params: { id, itemId }, as: admin }
}

async function resetOfPerson(): Promise<Place> {
  const [, id = '', itemId = ''] =
    /(\d+)\/password-resets\/(.*)$/.exec(await givenOpenReset()) ?? []
  return { params: { id, itemId }, as: admin }
}

async function sessionOfPerson(): Promise<Place> {
  const { id: itemId, person: id } = await session()
  return { params: { id, itemId }, as: admin }
}

async function ownSession(): Promise<Place> {
  const { id, as } = await session()
  return { params: { id }, as }
}

/** For each operation, by its id, what its example needs. */
export const places: Record<string, () => Promise<Place>> = {
  validatePublicSignupToken: openLink,
  addPublicSignupTokenUser: openLink,
  requestInvite: endedLink,
  startPublicSignupToken: openLink,
  getAllPublicSignupTokens: byAdmin,
  createPublicSignupToken: byAdmin,
  getPublicSignupToken: openLink,
  updatePublicSignupToken: openLink,
  revokePublicSignupToken: openLink,
  rotatePublicSignupToken: openLink,
  getPublicSignupTokenCounts: openLink,
  getPublicSignupTokenUsers: openLink,
  changePublicSignupTokens: byAdmin,
  getPublicSignupTokenRequests: openLink,
  deletePublicSignupTokenRequests: openLink,
  deletePublicSignupTokenRequest: requestOfLink,
  getInviteRequests: byAdmin,
  // Not ids of requests that other tests have made.
  updateInviteRequests: async () => ({
    as: admin,
    body: { state: 'dismissed', ids: [2147483647] },
  }),
  updateInviteRequest: requestOfLink,
  answerInviteRequest: requestOfLink,
  getPublicSignupTokenReversals: openLink,
  previewPublicSignupTokenReversal: openLink,
  createPublicSignupTokenReversal: openLink,
  revertPublicSignupTokenReversal: rollback,
  login: whoSignsIn,
  logout: byMember,
  resetPassword: async () => ({ params: { token: await givenReset() } }),
  getMe: byMember,
  getOwnSessions: byMember,
  endOwnSession: ownSession,
  getPats: byMember,
  createPat: byMember,
  deletePat: personalToken,
  getUsers: byAdmin,
  getUser: person,
  updateUser: person,
  deleteUser: person,
  getUserSessions: person,
  endUserSessions: person,
  endUserSession: sessionOfPerson,
  createPasswordReset: person,
  getPasswordResets: person,
  deletePasswordReset: resetOfPerson,
  getUserTokens: person,
  deleteUserToken: tokenOfPerson,
  getEvents: byAdmin,
  getStream: byAdmin,
  search: byAdmin,
  getHealth: anyone,
  getReady: anyone,
  openLegacyInviteLink: anyone,
  getOpenApi: anyone,
  getOpenApiOfDocs: anyone,
  getSettings: byAdmin,
  updateSettings: byAdmin,
  setLogo: byAdmin,
  removeLogo: byAdmin,
}
