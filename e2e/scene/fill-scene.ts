import { createPasswordReset } from '@/lib/server/account/password-resets'
import { hashPassword } from '@/lib/server/auth/passwords'
import { closeDb, getDb } from '@/lib/server/db/db'
import { DAY, setClock } from '@/lib/server/runtime/clock'
import { getEnv, provideEnv } from '@/lib/server/runtime/env'
import { writeCounts } from '@/lib/server/signup-tokens/counts/write'
import { retireBootstrapLinks } from '@/lib/server/users/admins'
import { by, Cast } from './cast'
import { type LinkKey, linkKeys } from './links'
import { admins, scenePassword } from './names'
import { tellStory } from './story'

/** How an instance is reached: what of it differs from this process's environment. */
type Instance = { DATABASE_URL?: string; APP_SECRET?: string; BCRYPT_COST?: string }

type Person = { id: number; name: string; email: string }
type Link = { id: string; name: string; token: string }

/** What tests and pictures need to know of the scene. */
export type Scene = {
  admin: Person
  /** Somebody who joined through the link `spring`. */
  member: Person
  /** Somebody whose account is disabled. */
  disabled: Person
  links: Record<LinkKey, Link>
  /** Tokens of password reset links. */
  resets: { open: string; ended: string }
}

/**
 * Fills an instance with 26 links in every state, 72 people and what they did in 40 days, ending now. The
 * product's own use cases write it, in this process, with the clock set back; only passwords are not checked.
 * The same each time, but for ids, secrets and the present.
 * @throws Error where the scene is there already
 */
export async function fillScene(instance: Instance = {}, present = new Date()): Promise<Scene> {
  provideEnv({
    ...instance,
    DATABASE_URL: withoutWaiting(instance.DATABASE_URL ?? getEnv().databaseUrl),
  })
  await closeDb()
  await requireAbsent()
  const cast = new Cast(await hashPassword(scenePassword))
  try {
    for (const { at, act } of tellStory(cast)) {
      setClock(() => new Date(present.getTime() + at * DAY))
      await act()
    }
    setClock(() => present)
    await writeCounts()
    await getDb().$transaction((tx) => retireBootstrapLinks(tx))
    return await describeScene(cast)
  } finally {
    setClock()
    await closeDb()
  }
}

/** The scene can be filled again, so no commit needs to wait for the disk. */
function withoutWaiting(databaseUrl = ''): string {
  const url = new URL(databaseUrl)
  const options = [url.searchParams.get('options'), '-c synchronous_commit=off']
  url.searchParams.set('options', options.filter(Boolean).join(' '))
  return url.href
}

async function requireAbsent(): Promise<void> {
  const { email } = admins.rosa
  if ((await getDb().user.count({ where: { email } })) === 0) return
  throw new Error(`The scene is there already: ${email} has an account.`)
}

async function describeScene(cast: Cast): Promise<Scene> {
  const rows = await getDb().signupToken.findMany({ select: { id: true, name: true } })
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const links = linkKeys.map((key): [LinkKey, Link] => {
    const { id, name } = cast.link(key)
    return [key, { id, name: names.get(id) ?? name, token: cast.token(key) }]
  })
  return {
    admin: await findPerson(admins.rosa.email),
    member: await findPerson('ada.lovelace@example.org'),
    disabled: await findPerson('juergen.weiss@rowing-club.example'),
    links: Object.fromEntries(links) as Record<LinkKey, Link>,
    resets: await createResets(cast),
  }
}

function findPerson(email: string): Promise<Person> {
  const select = { id: true, name: true, email: true }
  return getDb().user.findUniqueOrThrow({ where: { email }, select })
}

/** Two reset links for one person: the second ends the first. */
async function createResets(cast: Cast): Promise<Scene['resets']> {
  const { userId } = cast.person('hedy@example.org')
  const create = () =>
    by(cast, 'magda', async (actor) => {
      const { url } = await createPasswordReset(actor, userId)
      return url.split('/').at(-1) ?? ''
    })
  return { ended: await create(), open: await create() }
}
