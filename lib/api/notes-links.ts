import type { NotesOf } from './notes'
import {
  email,
  expiresAt,
  linkName,
  linkUrl,
  member,
  nextCursor,
  page,
  state,
} from './notes-shared'

type Answer =
  | 'publicSignupTokenSchema'
  | 'publicSignupTokensSchema'
  | 'publicSignupTokenUsersSchema'
  | 'bulkResultsSchema'
  | 'linkCountsSchema'
  | 'inviteRequestsSchema'
  | 'anyInviteRequestSchema'
  | 'anyInviteRequestsSchema'
  | 'changedInviteRequestsSchema'
  | 'reversalSchema'
  | 'reversalsSchema'
  | 'reversalPreviewSchema'

const secret = "The link's token. Whoever has it can join while the link is open."
const joinedAt = 'When the person joined.'
const askedBy = {
  id: 'The id of the request.',
  email: 'The address that was left.',
  createdAt: 'When it was left.',
}
const ofLink = { id: 'The id of the link.', name: linkName, state, secret }
const steps = {
  opened: 'How often the form was opened.',
  started: 'How often somebody began to fill it in.',
  joined: 'How many people joined.',
}

/** What answers say of links, invite requests and rollbacks. */
export const linkNotes: NotesOf<Answer> = {
  publicSignupTokenSchema: [
    'An invite link.',
    {
      secret,
      name: linkName,
      url: linkUrl,
      expiresAt,
      enabled: '`false` if the link is paused.',
      createdAt: 'When the link was created.',
      createdBy:
        "Who created the link: an administrator's email address or username, or the name of an API token.",
      role: [
        'The role of people who join.',
        { id: 'The number of the role.', name: 'The name of the role.', type: 'Always `root`.' },
      ],
      users: ['The people who joined, newest first, at most 100; `useCount` is the total.', member],
      state,
      useCount: 'How many people joined.',
      maxUses: 'How many people may join; null for no limit.',
      startsAt: 'When the link opens; null if it was open from the start.',
      show: [
        'What invitees see of the link; empty if nothing is set.',
        { title: 'The public title; absent if there is none.' },
      ],
      key: 'A stable identifier for programs; absent if it was created without one.',
    },
  ],
  publicSignupTokensSchema: ['A page of invite links.', { tokens: 'The links.', ...page }],
  publicSignupTokenUsersSchema: [
    'A page of the people who joined through a link.',
    { users: ['The people, newest first.', { ...member, email, joinedAt }], ...page },
  ],
  bulkResultsSchema: [
    'What became of each link.',
    {
      results: [
        'The results, in the order of the request.',
        {
          token: 'The token or id as it was sent.',
          result:
            'What happened: `changed`, `unchanged` (it was so already), `refused` or `missing` (there is no such link).',
          reason: 'Why the change was refused; null otherwise.',
          endedBefore: 'The end of the link before the change; null if it was not changed.',
        },
      ],
    },
  ],
  linkCountsSchema: [
    'How an invite link does.',
    {
      ...steps,
      refused: [
        'How often a sign-up was refused, by reason.',
        { reason: 'Why: the state of the link, or what was wrong.', count: 'How often.' },
      ],
      days: ['The last 30 days, oldest first.', { day: 'The day, in UTC.', ...steps }],
    },
  ],
  inviteRequestsSchema: [
    'A page of the invite requests of one link.',
    { requests: ['The requests, newest first.', askedBy], ...page },
  ],
  anyInviteRequestSchema: [
    'An invite request.',
    {
      ...askedBy,
      state: 'The state of the request.',
      link: ['The link at which it was left.', ofLink],
      answeredAt: 'When it was answered; null if it was not.',
      answer: [
        'The fresh link that answers it; null if there is none.',
        { ...ofLink, url: linkUrl, expiresAt, useCount: 'How many people joined: 0 or 1.' },
      ],
    },
  ],
  anyInviteRequestsSchema: [
    'A page of invite requests.',
    { requests: 'The requests, newest first.', ...page },
  ],
  changedInviteRequestsSchema: [
    'Which requests changed.',
    { changed: 'The ids of the requests that changed.' },
  ],
  reversalSchema: [
    'A rollback: the people who joined through a link, disabled together.',
    {
      id: 'The id of the rollback.',
      since: 'People who joined at or after this instant were disabled.',
      count: 'How many people were disabled.',
      createdAt: 'When they were disabled.',
      revertibleUntil: 'Until when the rollback can be undone.',
      revertedAt: 'When it was undone; null if it was not.',
    },
  ],
  reversalsSchema: ['A page of rollbacks.', { reversals: 'The rollbacks.', nextCursor }],
  reversalPreviewSchema: [
    'Whom a rollback would disable.',
    {
      since: 'People who joined at or after this instant would be disabled.',
      count: 'How many people would be disabled.',
      users: [
        'A page of them, newest first.',
        { id: member.id, name: member.name, email, joinedAt },
      ],
      kept: [
        'People who joined and would stay enabled.',
        {
          id: member.id,
          name: member.name,
          reason: 'Why: `yourself`, or `lastAdmin`, without whom there would be no administrator.',
        },
      ],
      nextCursor,
    },
  ],
}
