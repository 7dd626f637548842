import type { NotesOf } from './notes'
import { email, expiresAt, linkName, linkUrl, member, page, state } from './notes-shared'

type Answer =
  | 'searchSchema'
  | 'settingsSchema'
  | 'eventSchema'
  | 'eventsSchema'
  | 'changeSchema'
  | 'healthCheckSchema'
  | 'doneSchema'
  | 'errorSchema'
  | 'problemSchema'

const roleText = 'What people with this role may do; absent where the usual sentence is shown.'

/** What other answers say, and errors. */
export const serviceNotes: NotesOf<Answer> = {
  searchSchema: [
    'What a search finds.',
    {
      links: [
        'The newest links that match, at most five.',
        { id: 'The id of the link.', name: linkName, state, url: linkUrl, expiresAt },
      ],
      people: [
        'The newest people who match, at most five.',
        { id: member.id, name: member.name, email },
      ],
    },
  ],
  settingsSchema: [
    'The settings of the instance.',
    {
      instanceName: 'The name of the instance.',
      welcomeText: 'The text above the sign-up form; empty if there is none.',
      contact: 'Whom to ask, on the page of a link that cannot be used; empty if nobody.',
      languages: 'The codes of the languages that are offered.',
      linkDefaults: [
        'What the form for a new link begins with.',
        {
          hours: 'How long the link stays open, in hours.',
          rootRole: 'The number of the role of people who join.',
          maxUses: 'How many people may join; null for no limit.',
        },
      ],
      accentColor: "The colour of buttons and links; null for Foyer's own.",
      roleDescriptions: [
        'What the roles may do here, by the id of the role.',
        { 1: roleText, 2: roleText, 3: roleText },
      ],
      corsOrigins:
        'The origins of websites whose pages may sign people up from a browser, as browsers write them.',
      logo: 'The path of the logo; null if there is none.',
      maxLifetimeDays: 'How far ahead a link can end, in days: INVITE_MAX_LIFETIME_DAYS.',
    },
  ],
  eventSchema: [
    'Something that happened.',
    {
      id: 'The id of the event. Later events have greater ids.',
      type: 'What happened. Other versions may have written types that this one does not know.',
      createdAt: 'When it happened.',
      createdBy:
        'Who did it: an email address, the name of an API token, or `Foyer` if it did it itself.',
      createdByUserId: 'The id of the person who did it; null if it was not a person.',
      user: [
        'The person it is about; null if it is about nobody.',
        {
          id: member.id,
          email: 'Their email address, or a text that says that they were deleted.',
        },
      ],
      token: [
        'The link it is about; null if it is about none.',
        { id: 'The id of the link.', name: linkName },
      ],
      data: 'Details, which depend on the type. They contain no secrets and no personal data.',
      address:
        'The IP address it came from; null if Foyer did it itself, or once EVENT_ADDRESS_DAYS have passed.',
      userAgent: 'The browser or program it came from; null as for `address`.',
    },
  ],
  eventsSchema: ['A page of events.', { events: 'The events, newest first.', ...page }],
  changeSchema: [
    'A change as the stream sends it: an event without its data.',
    {
      id: 'The id of the event.',
      type: 'What happened.',
      signupTokenId: 'The id of the link it is about; null if it is about none.',
      userId: 'The id of the person it is about; null if it is about nobody.',
    },
  ],
  healthCheckSchema: ['A sign of life.', { health: 'Always `GOOD`.' }],
  doneSchema: ['Done, and nothing more to say: an empty object.', {}],
  errorSchema: [
    'Every error, unless `application/problem+json` is asked for.',
    {
      id: 'Identifies this error in the log.',
      name: 'Which error it is; programs go by this.',
      message: 'A sentence for people.',
      details: [
        'What is wrong with single fields, at most 100; empty if it is nothing of that kind.',
        {
          message: 'A sentence for people.',
          path: 'The field: a JSON pointer under `/body` or `/query`.',
        },
      ],
      path: 'Where to sign in. Only of `AuthenticationRequired`.',
      type: 'How to sign in. Only of `AuthenticationRequired`.',
      permissions: 'What the caller lacks. Only of `PermissionError`.',
    },
  ],
  problemSchema: [
    'The same error as RFC 9457 has it, if the request accepts `application/problem+json`.',
    {
      title: 'A sentence for people.',
      status: 'The status of the response.',
      detail: 'The same sentence.',
      instance: 'Identifies this error in the log.',
      code: 'Which error it is; programs go by this.',
      errors: [
        'What is wrong with single fields, at most 100.',
        {
          pointer: 'The field: a JSON pointer under `/body` or `/query`.',
          detail: 'A sentence for people.',
          code: 'What is wrong; programs go by this.',
        },
      ],
      path: 'Where to sign in. Only of `AuthenticationRequired`.',
      permissions: 'What the caller lacks. Only of `PermissionError`.',
    },
  ],
}
