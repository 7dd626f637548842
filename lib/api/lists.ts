import { eventTypes } from '@/lib/event-types'
import { requestStates } from '@/lib/schemas/invite-request'
import { keySchema } from '@/lib/schemas/signup-token'
import { linkSorts } from '@/lib/signup-token-filters'
import { inviteStates } from '@/lib/signup-token-state'
import * as parameter from './parameters'

/** What a list can be asked for in a query: the list reads it by this, and the document describes it. */
export type ListQuery<P extends parameter.Parameters, S extends string, C> = {
  filters: P
  search?: parameter.Parameter<string>
  /** The orders; the first is the usual one. */
  sorts: readonly [S, ...S[]]
  limit: parameter.Parameter<number> & { absent: number }
  cursor: parameter.Parameter<C>
}

/** Of a list with one order. */
const newest = ['newest'] as const

export const linksQuery = {
  search: parameter.search('the name'),
  filters: {
    state: parameter.choice(inviteStates, 'Only links in this state.'),
    role: parameter.role,
    key: {
      description: 'Only the link that was created with this key.',
      schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{0,64}$' },
      problem: 'keyInvalid',
      read: (given) => {
        if (given === '') return undefined
        return keySchema.safeParse(given).success ? given : null
      },
    } satisfies parameter.Parameter<string>,
  },
  sorts: linkSorts,
  limit: parameter.limit(1000),
  cursor: parameter.textCursor,
}

export const usersQuery = {
  search: parameter.search('a name, an email address or a username'),
  filters: {
    roleId: { ...parameter.role, name: 'role' },
    link: {
      description: 'Only people who joined through the link with this id.',
      schema: { type: 'string', pattern: '^([0-9a-f]{16})?$' },
      problem: 'linkInvalid',
      read: (given) => {
        if (given === '') return undefined
        return /^[0-9a-f]{16}$/.test(given) ? given : null
      },
    } satisfies parameter.Parameter<string>,
    enabled: parameter.flag('Only enabled accounts (`true`), or only disabled ones (`false`).'),
  },
  sorts: ['newest', 'oldest'],
  limit: parameter.limit(1000),
  cursor: parameter.numericCursor,
} as const

export const membersQuery = {
  search: parameter.search('a name, an email address or a username'),
  filters: {},
  sorts: newest,
  limit: parameter.limit(100),
  cursor: parameter.numericCursor,
}

export const linkRequestsQuery = {
  ...membersQuery,
  search: parameter.search('an email address'),
}

export const requestsQuery = {
  ...linkRequestsQuery,
  filters: {
    state: {
      description: 'Only requests in this state; `all` for every state.',
      schema: { type: 'string', enum: [...requestStates, 'all', ''] },
      problem: 'choiceUnknown',
      read: (given) => {
        if (given === 'all') return undefined
        return given === '' ? 'open' : (requestStates.find((state) => state === given) ?? null)
      },
      absent: 'open',
    } satisfies parameter.Parameter<(typeof requestStates)[number]>,
  },
}

export const eventsQuery = {
  filters: {
    type: {
      description: 'Only events of this type.',
      schema: { type: 'string', enum: eventTypes },
      problem: 'typeUnknown',
      read: (given) => eventTypes.find((known) => known === given) ?? null,
    } satisfies parameter.Parameter<(typeof eventTypes)[number]>,
    userId: {
      ...parameter.id('Only events that this person caused or that are about this person.'),
      name: 'user',
    },
    from: parameter.instant('Only events at or after this instant.'),
    until: parameter.instant('Only events before this instant.'),
  },
  sorts: newest,
  limit: parameter.limit(100),
  cursor: parameter.numericCursor,
}

/** The parameters of a list by their names, in the order in which the document has them. */
export function parametersOf<P extends parameter.Parameters, S extends string, C>(
  query: ListQuery<P, S, C>,
): parameter.Parameters {
  const { search, filters, sorts, limit, cursor } = query
  return {
    ...(search && { q: search }),
    ...filters,
    ...(sorts.length > 1 && { sort: sortOf(sorts) }),
    limit,
    cursor,
    count: parameter.count,
  }
}

/** The order of a list that has several. */
export function sortOf<S extends string>(sorts: readonly [S, ...S[]]): parameter.Parameter<S> {
  return {
    description: 'The order. A cursor works only with the order it was created for.',
    schema: { type: 'string', enum: sorts },
    problem: 'choiceUnknown',
    read: (given) => sorts.find((sort) => sort === given) ?? null,
    absent: sorts[0],
  }
}
