import type { Schemas } from '@/client/client'
import type { Command, Context } from '../command'
import { UsageError } from '../errors'
import { given, isSet, numberOf, type Options, textOf } from '../options'
import { type Columns, table } from '../table'
import { showTime } from '../times'
import { tokenOf } from './links'
import { listOptions, noteMore } from './lists'
import { type Person, roleName, stateOf } from './people'

type Member = Schemas['publicSignupTokenUsersSchema']['users'][number]

const columns: Columns<Person> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  email: ({ email }) => email,
  username: ({ username }) => username ?? null,
  role: ({ rootRole }) => roleName(rootRole),
  state: stateOf,
  joined: ({ createdAt }) => showTime(createdAt),
  'last seen': ({ seenAt }) => showTime(seenAt),
}

const memberColumns: Columns<Member> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  email: ({ email }) => email,
  username: ({ username }) => username ?? null,
  joined: ({ joinedAt }) => showTime(joinedAt),
}

function pageOf(options: Options) {
  const cursor = numberOf(options, 'cursor')
  return given({
    q: textOf(options, 'search'),
    limit: numberOf(options, 'limit') ?? 100,
    cursor,
  })
}

function enabledOf(options: Options): 'true' | 'false' | undefined {
  const [enabled, disabled] = [isSet(options, 'enabled'), isSet(options, 'disabled')]
  if (enabled && disabled) throw new UsageError('Choose one of --enabled and --disabled.')
  if (enabled) return 'true'
  return disabled ? 'false' : undefined
}

const none = 'There are no such people.'

async function listPeople({ options, connect, print, note }: Context) {
  const filters = given({ role: textOf(options, 'role'), enabled: enabledOf(options) })
  const query = { ...pageOf(options), ...filters }
  const { client, ask } = await connect()
  const list = await ask(client.GET('/api/admin/user-admin', { params: { query } }))
  print(list, () => (list.users.length > 0 ? table(list.users, columns) : none))
  noteMore(note, list.nextCursor)
}

async function listMembers({ options, connect, print, note }: Context, link: string) {
  if (textOf(options, 'role') !== undefined || enabledOf(options) !== undefined) {
    throw new UsageError('--link goes with --search, --limit and --cursor only.')
  }
  const params = { path: { token: tokenOf(link) }, query: pageOf(options) }
  const { client, ask } = await connect()
  const path = '/api/admin/invite-link/tokens/{token}/users'
  const list = await ask(client.GET(path, { params }))
  print(list, () => (list.users.length > 0 ? table(list.users, memberColumns) : none))
  noteMore(note, list.nextCursor)
}

export const peopleList: Command = {
  name: 'people list',
  summary: 'List people, newest first',
  options: [
    { flags: '--search <text>', description: 'only people whose name, email or username fits' },
    { flags: '--role <role>', description: 'only people with this role' },
    { flags: '--link <link>', description: 'only people who joined through this link' },
    { flags: '--enabled', description: 'only people who may sign in' },
    { flags: '--disabled', description: 'only people who may not' },
    ...listOptions,
  ],
  examples: ['people list --role Admin', 'people list --link Xk… --json'],
  works: 'foyer',
  run: async (context) => {
    const link = textOf(context.options, 'link')
    await (link === undefined ? listPeople(context) : listMembers(context, link))
  },
}
