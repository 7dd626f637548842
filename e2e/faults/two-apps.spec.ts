import { sql } from '@/lib/testing/sql'
import { signupBody } from '../contract/support/given'
import { expect, givenLink, test } from './support/foyer'
import { signUp } from './support/load'

const rounds = 5

// CHECKLIST 1
test('of thirty people racing for ten places through two apps on one PostgreSQL 15, exactly ten sign up', async ({
  foyer,
  givenPostgres,
}) => {
  test.setTimeout(120_000)
  const { url } = await givenPostgres(15)
  const settings = { DATABASE_URL: url, APP_SECRET: 'obviously-fake-but-long-enough-secret' }
  // Two first starts at once, into an empty database.
  const [one, two] = await Promise.all([foyer(settings), foyer(settings)])
  const [{ server_version: version } = {}] = await sql(url, 'SHOW server_version')
  expect(version).toMatch(/^15\./)

  for (let round = 0; round < rounds; round += 1) {
    const token = await givenLink(one, { maxUses: 10 })
    const racing = Array.from({ length: 30 }, (_, n) =>
      signUp((n % 2 === 0 ? one : two).url, token, signupBody()),
    )
    const responses = (await Promise.all(racing)).sort()
    const expected = Array.from({ length: 30 }, (_, n) => (n < 10 ? '201' : '400 InviteFullError'))
    expect(responses).toEqual(expected)
  }
  const places = await sql(
    url,
    `SELECT link."useCount", count(person."id")::int AS people
     FROM "SignupToken" link
     LEFT JOIN "SignupTokenUse" use ON use."signupTokenId" = link."id"
     LEFT JOIN "User" person ON person."id" = use."userId"
     GROUP BY link."id"`,
  )
  expect(places).toEqual(Array.from({ length: rounds }, () => ({ useCount: 10, people: 10 })))
})
