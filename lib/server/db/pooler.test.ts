import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { givenLink } from '@/lib/testing/factories'
import { socketPath } from '@/server/postgres/address'
import { closeDb, getDb, getPool } from './db'

let suiteUrl = ''
const closing: (() => void)[] = []

/** BackendKeyData (protocol 3.0): its kind, its length of 12, and the process that serves the connection. */
const keyData = Buffer.from('K\0\0\0\x0c')

/** What the server sent, with another process announced, as poolers do: the key is for cancelling. */
function withOtherProcess(bytes: Buffer): Buffer {
  const at = bytes.indexOf(keyData)
  if (at >= 0) bytes.writeInt32BE(1, at + keyData.length)
  return bytes
}

/** Goes to the database through a relay that tells what a pooler tells. */
async function throughPooler(): Promise<void> {
  const ends = new Set<Socket>()
  const relay = createServer((client) => {
    const server = connect(socketPath(new URL(suiteUrl).searchParams.get('host') ?? ''))
    for (const end of [client, server]) ends.add(end.on('error', () => {}))
    client.pipe(server)
    server.on('data', (bytes) => client.write(withOtherProcess(bytes)))
    server.on('close', () => client.destroy())
  })
  await once(relay.listen(0, '127.0.0.1'), 'listening')
  closing.push(() => {
    for (const end of ends) end.destroy()
    relay.close()
  })
  const url = new URL(suiteUrl)
  url.searchParams.delete('host')
  url.host = `127.0.0.1:${(relay.address() as AddressInfo).port}`
  await closeDb()
  provideEnv({ DATABASE_URL: url.href, DATABASE_TIMEOUT_SECONDS: '6' })
}

beforeAll(() => {
  suiteUrl = getEnv().databaseUrl ?? ''
})

afterEach(async () => {
  await closeDb()
  for (const close of closing.splice(0)) close()
  provideEnv({ DATABASE_URL: suiteUrl, DATABASE_TIMEOUT_SECONDS: '', DATABASE_POOLER: '' })
})

const setting =
  'SELECT "name", "setting" FROM pg_settings WHERE "name" LIKE \'%_timeout\' AND "source" = \'session\' ORDER BY 1'

test('without a pooler, a session is told its limits once', async () => {
  await closeDb()
  provideEnv({ DATABASE_TIMEOUT_SECONDS: '6' })
  expect((await getPool().query(setting)).rows).toEqual([
    { name: 'idle_in_transaction_session_timeout', setting: '8000' },
    { name: 'statement_timeout', setting: '6000' },
  ])
})

test('behind a pooler nothing is left in a session, and each transaction has its limits', async () => {
  await throughPooler()
  const read = { text: setting, values: [] }
  expect((await getPool().query(read)).rows).toEqual([])
  const within = await getDb().$transaction(async (tx) => await tx.$queryRawUnsafe(setting))
  expect(within).toEqual([
    { name: 'idle_in_transaction_session_timeout', setting: '8000' },
    { name: 'statement_timeout', setting: '6000' },
  ])
  expect((await getPool().query(read)).rows).toEqual([])
})

test('with DATABASE_POOLER=transaction no statement is prepared under a name', async () => {
  const named = 'SELECT "name" FROM pg_prepared_statements'
  const probe = () => getDb().$queryRaw`/* prepared: probe */ SELECT 1 AS "one"`
  await closeDb()
  await probe()
  expect((await getPool().query(named)).rows).toEqual([{ name: 'probe' }])
  await closeDb()
  provideEnv({ DATABASE_POOLER: 'transaction' })
  await probe()
  expect((await getPool().query(named)).rows).toEqual([])
})

test('an instant beyond the year 9999 is written and read', async () => {
  const far = new Date('+033658-09-27T01:46:39.999Z')
  const [row] = await getDb().$queryRaw<{ at: Date }[]>`SELECT ${far}::timestamptz AS "at"`
  expect(row?.at).toEqual(far)
})

test('an instant is the same whatever zone the session is in, written and read', async () => {
  const instant = new Date('2027-03-14T10:00:00.123Z')
  const start = new Date('2027-03-14T09:59:59.007Z')
  const { id } = await givenLink({ expiresAt: instant })
  for (const zone of ['Asia/Kolkata', 'America/St_Johns', 'Pacific/Kiritimati', 'UTC']) {
    const seen = await getDb().$transaction(async (tx) => {
      await tx.$executeRawUnsafe(`SET LOCAL TimeZone = '${zone}'`)
      const link = await tx.signupToken.findFirst({ where: { id, expiresAt: instant } })
      await tx.signupToken.update({ where: { id }, data: { startsAt: start } })
      const [row] = await tx.$queryRaw<Record<string, unknown>[]>`
        SELECT "startsAt", "startsAt" = ${start} AS "same",
          extract(epoch FROM "startsAt")::float8 AS "epoch"
        FROM "SignupToken" WHERE "id" = ${id}`
      return { found: link?.expiresAt, ...row }
    })
    expect([zone, seen]).toEqual([
      zone,
      { found: instant, startsAt: start, same: true, epoch: start.getTime() / 1000 },
    ])
  }
})
