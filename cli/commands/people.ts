import type { Schemas } from '@/client/client'
import { roles } from '@/lib/roles'
import type { Argument } from '../command'
import type { Connection } from '../connection'
import { RefusedError } from '../errors'
import { facts } from '../table'
import { showTime } from '../times'

/** What commands show of a person. */
export type Person = Pick<
  Schemas['adminUserSchema'],
  | 'id'
  | 'name'
  | 'email'
  | 'username'
  | 'rootRole'
  | 'enabled'
  | 'createdAt'
  | 'seenAt'
  | 'activeSessions'
>

const personPath = '/api/admin/user-admin/{id}'

export const personArgument: Argument = {
  name: '<person>',
  description: 'their email address, username or id',
}

export function roleName(id: number): string {
  return roles.find((role) => role.id === id)?.name ?? String(id)
}

/** The one person with an email address, username or id. */
export async function getPerson({ client, ask }: Connection, name: string): Promise<Person> {
  if (/^[1-9]\d{0,15}$/.test(name)) {
    return await ask(client.GET(personPath, { params: { path: { id: Number(name) } } }))
  }
  const params = { query: { q: name, limit: 1000 } }
  const { users } = await ask(client.GET('/api/admin/user-admin', { params }))
  const wanted = name.toLowerCase()
  const match = users.find(
    ({ email, username }) => email === wanted || username?.toLowerCase() === wanted,
  )
  if (match) return match
  throw new RefusedError(`There is nobody with the email address or username “${name}”.`)
}

export async function updatePerson(
  connection: Connection,
  name: string,
  body: Schemas['updateUserSchema'],
): Promise<Person> {
  const { id } = await getPerson(connection, name)
  const { client, ask } = connection
  return await ask(client.PUT(personPath, { params: { path: { id } }, body }))
}

/** A person for people. */
export function describePerson(person: Person): string {
  return facts({
    Id: person.id,
    Name: person.name,
    Email: person.email,
    Username: person.username ?? null,
    Role: roleName(person.rootRole),
    State: stateOf(person),
    Joined: showTime(person.createdAt),
    'Last seen': showTime(person.seenAt),
    Sessions: person.activeSessions,
  })
}

export function stateOf({ enabled }: Person): string {
  return enabled ? 'enabled' : 'disabled'
}
