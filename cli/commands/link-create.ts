import type { Schemas } from '@/client/client'
import { createSignupTokenSchema } from '@/lib/schemas/signup-token'
import type { Command } from '../command'
import { UsageError } from '../errors'
import { given, numberOf, type Options, textOf, textsOf } from '../options'
import { setFields } from '../set-fields'
import { readTime, timeHelp } from '../times'
import { describeLink } from './links'

type Body = Schemas['publicSignupTokenCreateSchema']

function isComplete(body: Record<string, unknown>): body is Body {
  return body.name !== undefined && body.expiresAt !== undefined
}

function bodyOf(name: string | undefined, options: Options, now: Date): Body {
  const [ends, starts] = [textOf(options, 'ends'), textOf(options, 'starts')]
  const title = textOf(options, 'title')
  const body = given({
    name,
    expiresAt: ends === undefined ? undefined : readTime(ends, now),
    startsAt: starts === undefined ? undefined : readTime(starts, now),
    maxUses: numberOf(options, 'places'),
    rootRole: textOf(options, 'role'),
    key: textOf(options, 'key'),
    show: title === undefined ? undefined : { title },
  })
  const complete = setFields(createSignupTokenSchema, body, textsOf(options, 'set'), now)
  if (isComplete(complete)) return complete
  throw new UsageError('A link needs a name and an end: foyer link create "Rowing club" --ends 48h')
}

export const linkCreate: Command = {
  name: 'link create',
  summary: 'Create an invite link and print its address',
  arguments: [{ name: '[name]', description: 'what administrators call it' }],
  options: [
    { flags: '--ends <time>', description: `when it ends: ${timeHelp}` },
    { flags: '--starts <time>', description: 'when it opens; at once if nothing is said' },
    { flags: '--places <number>', description: 'how many people may join; no limit if left out' },
    { flags: '--role <role>', description: 'the role of those who join; Viewer if left out' },
    { flags: '--key <key>', description: 'the name under which a file declares it: foyer apply' },
    { flags: '--title <text>', description: 'what those who are invited see' },
    {
      flags: '--set <field=value>',
      description: 'any field of the API, such as maxUses=10 or show.title=Rowing',
      repeats: true,
    },
  ],
  examples: [
    'link create "Rowing club" --ends 7d --places 10',
    'link create Staff --ends 2027-01-31T18:00:00Z --role Editor --json',
    'link create Chess --ends 48h --set maxUses=null --set show.title="Chess club"',
  ],
  works: 'foyer',
  run: async ({ args: [name], options, now, connect, print }) => {
    const body = bodyOf(name, options, now)
    const { client, ask } = await connect()
    const link = await ask(client.POST('/api/admin/invite-link/tokens', { body }))
    print(link, () => describeLink(link))
  },
}
