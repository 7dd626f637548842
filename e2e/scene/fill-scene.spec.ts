import { inviteStates } from '@/lib/signup-token-state'
import { sql } from '@/lib/testing/sql'
import { databaseUrl } from '../faults/support/database'
import { expect, test } from '../support/browser'
import { linkKeys } from './links'
import { scenePassword } from './names'
import { fillApp, type SceneApp, startSceneApp } from './scene-app'

// An app of its own: other tests change the one that they share.
let sceneApp: SceneApp

test.beforeAll(async () => {
  test.setTimeout(120_000)
  sceneApp = await startSceneApp()
})
test.afterAll(() => sceneApp?.stop())

test('the scene has 26 links in all states, 72 people and 400 events over 40 days', async () => {
  const { url, scene, folder } = sceneApp
  const data = { username: scene.admin.email, password: scenePassword }
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const response = await fetch(`${url}/auth/simple/login`, { ...post, body: JSON.stringify(data) })
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await fetch(`${url}/api/admin/invite-link/tokens`, { headers: { cookie } })
  const { tokens } = (await answer.json()) as { tokens: { state: string }[] }
  expect(tokens).toHaveLength(linkKeys.length)
  expect([...new Set(tokens.map(({ state }) => state))].sort()).toEqual([...inviteStates].sort())
  const [counted] = await sql(
    await databaseUrl(folder),
    `SELECT (SELECT count(*)::int FROM "User" WHERE "name" <> 'Administrator') AS people,
      (SELECT count(*) >= 400 FROM "Event") AS events,
      (SELECT min("createdAt") < now() - interval '39 days' FROM "Event") AS long,
      (SELECT bool_and(later) FROM (
        SELECT "createdAt" >= lag("createdAt", 1, '-infinity') OVER (ORDER BY "id") AS later FROM "Event"
        WHERE "createdAt" < now() - interval '1 minute' AND "type" NOT LIKE 'api-token%'
          AND "actorName" IS DISTINCT FROM 'Foyer'
      ) AS ordered) AS ordered`,
  )
  expect(counted).toEqual({ people: 72, events: true, long: true, ordered: true })
})

test('an instance that already has people is not filled', async () => {
  await expect(fillApp(sceneApp)).rejects.toThrow('There are 72 people besides the first')
})
