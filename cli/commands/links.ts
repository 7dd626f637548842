import type { Schemas } from '@/client/client'
import type { Argument } from '../command'
import type { Connection } from '../connection'
import { RefusedError } from '../errors'
import { facts } from '../table'
import { showTime } from '../times'

export type Link = Schemas['publicSignupTokenSchema']

export const linkPath = '/api/admin/invite-link/tokens/{token}'

export const linkArgument: Argument = {
  name: '<link>',
  description: 'the address of the link, or the token at its end',
}

/** The token of a link that is named by its address or by its token. */
export function tokenOf(name: string): string {
  const [, token] = /\/invite\/([^/?#]+)/.exec(name) ?? []
  return token ?? name
}

/** One link, read anew. */
export async function readLink({ client, ask }: Connection, name: string): Promise<Link> {
  const params = { path: { token: tokenOf(name) } }
  return await ask(client.GET(linkPath, { params })).catch((error: unknown) => {
    if (error instanceof RefusedError && error.code === 'NotFoundError') {
      throw new RefusedError(`There is no link “${name}”.`, { code: error.code })
    }
    throw error
  })
}

export type UpdateLink = Schemas['publicSignupTokenUpdateSchema']

export async function updateLink(
  { client, ask }: Connection,
  name: string,
  body: UpdateLink,
): Promise<Link> {
  return await ask(client.PUT(linkPath, { params: { path: { token: tokenOf(name) } }, body }))
}

export function placesOf({ useCount, maxUses }: Link): string {
  return maxUses === null ? String(useCount) : `${useCount} of ${maxUses}`
}

/** A link for people. */
export function describeLink(link: Link): string {
  return facts({
    Name: link.name,
    Address: link.url,
    Title: link.show.title ?? null,
    Key: link.key ?? null,
    State: link.state,
    Role: link.role.name,
    Joined: placesOf(link),
    Starts: showTime(link.startsAt),
    Ends: showTime(link.expiresAt),
    'Created by': link.createdBy,
  })
}
