import type { Command } from '../command'
import type { Connection } from '../connection'
import { facts } from '../table'
import { showTime } from '../times'
import { describePerson, getPerson, type Person, personArgument, updatePerson } from './people'

type Act = (connection: Connection, name: string) => Promise<Person>

/** A command that does one thing to one person and prints the person as they are then. */
function onPerson(name: string, summary: string, act: Act): Command {
  return {
    name: `people ${name}`,
    summary,
    arguments: [personArgument],
    examples: [`people ${name} grace.hopper@example.org`],
    works: 'foyer',
    run: async ({ args: [person = ''], connect, print }) => {
      const current = await act(await connect(), person)
      print(current, () => describePerson(current))
    },
  }
}

const peopleRole: Command = {
  name: 'people role',
  summary: 'Give a person another role; it signs them out',
  arguments: [personArgument, { name: '<role>', description: 'Admin, Editor or Viewer' }],
  examples: ['people role grace.hopper@example.org Editor'],
  works: 'foyer',
  run: async ({ args: [person = '', rootRole = ''], connect, print }) => {
    const current = await updatePerson(await connect(), person, { rootRole })
    print(current, () => describePerson(current))
  },
}

const peopleReset: Command = {
  name: 'people reset',
  summary: 'Create a password reset link for a person and print it',
  arguments: [personArgument],
  examples: ['people reset grace.hopper@example.org'],
  works: 'foyer',
  run: async ({ args: [person = ''], connect, print }) => {
    const connection = await connect()
    const { id } = await getPerson(connection, person)
    const { client, ask } = connection
    const path = '/api/admin/user-admin/{id}/password-reset'
    const reset = await ask(client.POST(path, { params: { path: { id } } }))
    print(reset, () => facts({ Link: reset.url, Ends: showTime(reset.expiresAt) }))
  },
}

/** Commands on one person. */
export const peopleChanges: Command[] = [
  onPerson('show', 'Show a person', getPerson),
  peopleRole,
  onPerson('disable', 'Disable a person: sign them out and keep them out', (connection, person) =>
    updatePerson(connection, person, { enabled: false }),
  ),
  onPerson('enable', 'Let a disabled person sign in again', (connection, person) =>
    updatePerson(connection, person, { enabled: true }),
  ),
  peopleReset,
]
