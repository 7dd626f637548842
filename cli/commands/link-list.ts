import { findRoleId } from '@/lib/roles'
import { linkSorts } from '@/lib/signup-token-filters'
import { inviteStates } from '@/lib/signup-token-state'
import type { Command } from '../command'
import { UsageError } from '../errors'
import { given, numberOf, type Options, textOf } from '../options'
import { type Columns, table } from '../table'
import { showTime } from '../times'
import { type Link, placesOf } from './links'
import { listOptions, noteMore } from './lists'

const columns: Columns<Link> = {
  name: ({ name }) => name,
  key: ({ key }) => key ?? null,
  state: ({ state }) => state,
  role: ({ role }) => role.name,
  joined: placesOf,
  ends: ({ expiresAt }) => showTime(expiresAt),
  link: ({ secret }) => secret,
}

/** A choice that commander has checked. */
function choiceOf<T extends string>(choices: readonly T[], text?: string): T | undefined {
  return choices.find((choice) => choice === text)
}

function queryOf(options: Options) {
  const role = textOf(options, 'role')
  if (role !== undefined && findRoleId(/^\d$/.test(role) ? Number(role) : role) === null) {
    throw new UsageError(`There is no role “${role}”. Roles: Admin, Editor, Viewer.`)
  }
  return given({
    q: textOf(options, 'search'),
    state: choiceOf(inviteStates, textOf(options, 'state')),
    role,
    sort: choiceOf(linkSorts, textOf(options, 'sort')),
    limit: numberOf(options, 'limit') ?? 100,
    cursor: textOf(options, 'cursor'),
  })
}

export const linkList: Command = {
  name: 'link list',
  summary: 'List the invite links, newest first',
  options: [
    { flags: '--search <text>', description: 'only links whose name has these words' },
    { flags: '--state <state>', description: 'only links in this state', choices: inviteStates },
    { flags: '--role <role>', description: 'only links with this role' },
    { flags: '--sort <order>', description: 'the order', choices: linkSorts },
    ...listOptions,
  ],
  examples: ['link list --state open', 'link list --search rowing --json'],
  works: 'foyer',
  run: async ({ options, connect, print, note }) => {
    const query = queryOf(options)
    const { client, ask } = await connect()
    const list = await ask(client.GET('/api/admin/invite-link/tokens', { params: { query } }))
    const none = 'There are no such links.'
    print(list, () => (list.tokens.length > 0 ? table(list.tokens, columns) : none))
    noteMore(note, list.nextCursor)
  },
}
