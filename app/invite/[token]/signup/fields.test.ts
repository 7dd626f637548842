import { afterEach, expect, test } from 'vitest'
import { GET as exportAccount } from '@/app/account/export/route'
import { GET as exportPeople } from '@/app/admin/people/export/route'
import { personOf, type SignupField } from '@/lib/schemas/signup'
import { getDb } from '@/lib/server/db/db'
import { openApiDocument } from '@/lib/server/docs/openapi/document'
import { provideEnv } from '@/lib/server/runtime/env'
import { cookieFor, givenAdminToken, givenLink, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { POST } from './route'

/** A value of each field that is like no other. */
const samples = {
  email: 'ada.king@example.org',
  name: 'Ada Lovelace',
  password: signupBody().password,
  username: 'countess',
} satisfies Record<SignupField, string>

const person = Object.entries(personOf(samples))

async function signUp() {
  const { token } = await givenLink()
  const body = { ...samples, email: samples.email }
  return await POST(request('POST', `/invite/${token}/signup`, { body }), params({ token }))
}

async function storedPerson(): Promise<Record<string, unknown>> {
  return await getDb().user.findUniqueOrThrow({ where: { email: samples.email } })
}

afterEach(async () => {
  provideEnv({ SIGNUP_STRICT: '' })
  await getDb().user.deleteMany({ where: { email: samples.email } })
})

test('whatever a person sends but the password is stored, answered, and in every file about them', async () => {
  const response = await signUp()
  expect(response.status).toBe(201)
  const answer = await response.json()
  const stored = await storedPerson()
  const cookie = await cookieFor(answer.id)
  const file = await exportAccount(request('GET', '/account/export', { cookie }), params({}))
  const own = await file.json()
  const authorization = await givenAdminToken()
  const path = '/admin/people/export'
  const list = await exportPeople(request('GET', path, { headers: { authorization } }), params({}))
  const csv = await list.text()
  for (const [field, value] of person) {
    expect({ stored: stored[field], answer: answer[field], own: own[field] }, field).toEqual({
      stored: value,
      answer: value,
      own: value,
    })
    expect(csv).toContain(value)
  }
})

test('in strict mode all of it is stored but the username', async () => {
  provideEnv({ SIGNUP_STRICT: 'true' })
  expect((await signUp()).status).toBe(202)
  const stored = await storedPerson()
  for (const [field, value] of person) {
    expect(stored[field], field).toBe(field === 'username' ? null : value)
  }
})

test('the description of the API has each of its fields', () => {
  const { createInvitedUserSchema, userSchema } = openApiDocument().components.schemas
  const sent = Object.keys(createInvitedUserSchema?.properties ?? {})
  expect(sent.toSorted()).toEqual(Object.keys(samples).toSorted())
  const shown = Object.keys(userSchema?.properties ?? {})
  expect(person.map(([field]) => field).filter((field) => !shown.includes(field))).toEqual([])
})
