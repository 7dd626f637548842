import { updateSignupTokenSchema } from '@/lib/schemas/signup-token'
import type { Command, Context } from '../command'
import type { Connection } from '../connection'
import { UsageError } from '../errors'
import { textsOf } from '../options'
import { setFields } from '../set-fields'
import { readTime, timeHelp } from '../times'
import {
  describeLink,
  type Link,
  linkArgument,
  linkPath,
  readLink,
  tokenOf,
  type UpdateLink,
  updateLink,
} from './links'

type Act = (connection: Connection, name: string) => Promise<Link>

/** A command that does one thing to one link and prints the link as it is then. */
function onLink(name: string, summary: string, act: Act): Command {
  return {
    name: `link ${name}`,
    summary,
    arguments: [linkArgument],
    examples: [`link ${name} https://join.example.org/invite/Xk…`],
    works: 'foyer',
    run: async ({ args: [link = ''], connect, print }) => {
      const current = await act(await connect(), link)
      print(current, () => describeLink(current))
    },
  }
}

/** A command that changes fields of one link, which are read before anything is sent. */
async function change({ args: [link = ''], connect, print }: Context, body: UpdateLink) {
  const current = await updateLink(await connect(), link, body)
  print(current, () => describeLink(current))
}

const linkExtend: Command = {
  name: 'link extend',
  summary: 'Move the end of an invite link',
  arguments: [linkArgument, { name: '<time>', description: `the new end: ${timeHelp}, from now` }],
  examples: ['link extend Xk… 7d', 'link extend Xk… 2027-01-31T18:00:00Z'],
  works: 'foyer',
  run: async (context) => {
    await change(context, { expiresAt: readTime(context.args[1] ?? '', context.now) })
  },
}

const linkUpdate: Command = {
  name: 'link update',
  summary: 'Change any fields of an invite link',
  arguments: [linkArgument],
  options: [
    {
      flags: '--set <field=value>',
      description: 'a field of the API, such as maxUses=20, show.title=null or revoked=false',
      repeats: true,
    },
  ],
  examples: ['link update Xk… --set maxUses=20 --set name="Rowing club"'],
  works: 'foyer',
  run: async (context) => {
    const assignments = textsOf(context.options, 'set')
    if (assignments.length === 0) throw new UsageError('Say what to change: --set field=value')
    await change(context, setFields(updateSignupTokenSchema, {}, assignments, context.now))
  },
}

/** Commands on one link. */
export const linkChanges: Command[] = [
  onLink('show', 'Show an invite link', readLink),
  linkExtend,
  linkUpdate,
  onLink('pause', 'Pause an invite link; nobody can join until it is resumed', (connection, link) =>
    updateLink(connection, link, { enabled: false }),
  ),
  onLink('resume', 'Resume a paused invite link', (connection, link) =>
    updateLink(connection, link, { enabled: true }),
  ),
  onLink('rotate', 'Give an invite link a new address; the current one stops working', (on, link) =>
    on.ask(on.client.POST(`${linkPath}/rotate`, { params: { path: { token: tokenOf(link) } } })),
  ),
  onLink(
    'revoke',
    'Revoke an invite link; `link update --set revoked=false` restores it',
    (on, link) =>
      on.ask(on.client.DELETE(linkPath, { params: { path: { token: tokenOf(link) } } })),
  ),
]
