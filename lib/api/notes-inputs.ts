import { locales } from '@/i18n/locales'
import type { NotesOf } from './notes'

type Input =
  | 'createInvitedUserSchema'
  | 'publicSignupTokenCreateSchema'
  | 'publicSignupTokenUpdateSchema'
  | 'bulkSchema'
  | 'inviteRequestSchema'
  | 'updateInviteRequestSchema'
  | 'updateInviteRequestsSchema'
  | 'loginSchema'
  | 'createPatSchema'
  | 'updateUserSchema'
  | 'updateSettingsSchema'
  | 'setPasswordSchema'
  | 'createReversalSchema'

const maxUses = 'How many people may join, from 1 to 100,000; null for no limit.'
const startsAt = 'When the link opens, before `expiresAt`; null or absent opens it at once.'
const show = [
  'What invitees see of the link. An update changes only the members that it has.',
  {
    title: 'The public title; null removes it. Without one the name of the instance is shown.',
  },
] as const
const newPassword =
  'At least as many characters as PASSWORD_MIN_LENGTH says (12 by default), and at most 256; not a common password, and not the name, address or username of the person.'
const requestState = 'The new state: `dismissed`, or `open` again.'
const roleText =
  'What people with this role may do, at most 200 characters; null or an empty text restores the usual sentence.'

/** What requests may contain. */
export const inputNotes: NotesOf<Input> = {
  createInvitedUserSchema: [
    'What a person signs up with. The role is that of the link.',
    {
      email: 'The address to sign in with, unique on the instance.',
      name: "The person's name.",
      password: newPassword,
      username: 'A second name to sign in with, unique on the instance.',
    },
  ],
  publicSignupTokenCreateSchema: [
    'A new invite link.',
    {
      name: 'What administrators call the link. Several links may have the same name.',
      expiresAt:
        'When the link ends, not in the past. Shortened to INVITE_MAX_LIFETIME_DAYS (31 by default) ahead.',
      maxUses: `${maxUses} No limit by default.`,
      startsAt,
      rootRole: 'The role of people who join. Viewer by default.',
      show,
      key: 'A stable identifier for programs: 1 to 64 letters, digits, dots, hyphens and underscores, unique on the instance. It cannot be changed.',
    },
  ],
  publicSignupTokenUpdateSchema: [
    'A change of an invite link. Absent fields stay as they are.',
    {
      expiresAt: 'When the link ends. Shortened to INVITE_MAX_LIFETIME_DAYS (31 by default) ahead.',
      enabled: '`false` pauses the link, `true` resumes it.',
      name: 'What administrators call the link.',
      maxUses: `${maxUses} Not below the number of people who joined.`,
      startsAt,
      rootRole: 'The role of people who join from now on.',
      show,
      revoked: 'Only `false`: restores a revoked link.',
    },
  ],
  bulkSchema: [
    'One change of several invite links.',
    {
      tokens: 'The links, 1 to 1000, each by its token or its id.',
      action: 'What to do with each link.',
      expiresAt: 'For `extend`: the new end of all links.',
      ends: 'For `extend`, in place of `expiresAt`: the new end of each link, in the order of `tokens`.',
    },
  ],
  inviteRequestSchema: [
    'A request for a new invite.',
    { email: 'The address at which administrators can answer.' },
  ],
  updateInviteRequestSchema: ['A change of an invite request.', { state: requestState }],
  updateInviteRequestsSchema: [
    'The same change of several invite requests.',
    { state: requestState, ids: 'The ids of the requests, 1 to 100.' },
  ],
  loginSchema: [
    'Who signs in.',
    {
      username: 'The email address or the username, at most 1,024 characters.',
      password: 'The password, at most 1,024 characters.',
    },
  ],
  createPatSchema: [
    'A new personal API token.',
    {
      description: 'What the token is for; unique among your tokens.',
      expiresAt: 'When the token ends, in the future. Shortened to 365 days ahead.',
    },
  ],
  updateUserSchema: [
    'A change of a person. Absent fields stay as they are.',
    {
      name: "The person's name.",
      email: 'The address to sign in with, unique on the instance.',
      rootRole: "The person's role. Another role ends all their sessions and API tokens.",
      enabled:
        '`false` disables the account and ends its sessions and API tokens; `true` enables it.',
    },
  ],
  updateSettingsSchema: [
    'A change of the settings. Absent fields stay as they are.',
    {
      instanceName: 'The name of the instance. `Foyer` by default.',
      welcomeText: 'A text above the sign-up form, at most 1,000 characters. Empty by default.',
      contact:
        'Whom to ask, shown on the page of a link that cannot be used: an email address, a web address or a text of at most 200 characters. Empty by default.',
      languages: `The codes of the languages to offer, at least one, each once: ${Object.keys(locales).join(', ')}. All by default.`,
      linkDefaults: [
        'What the form for a new link begins with.',
        {
          hours: 'How long the link stays open, from 1 to 8,760 hours. 48 by default.',
          rootRole: 'The role of people who join. Viewer by default.',
          maxUses: `${maxUses} No limit by default.`,
        },
      ],
      accentColor:
        "The colour of buttons and links as `#rrggbb`, in any case; null for Foyer's own. Null by default.",
      roleDescriptions: [
        'What the roles may do here, by the id of the role. Absent roles keep their text.',
        { 1: roleText, 2: roleText, 3: roleText },
      ],
      corsOrigins:
        'The origins of websites whose pages may sign people up from a browser, at most 20, each once: scheme, host and perhaps a port, with https unless it is localhost, 127.0.0.1 or [::1]. None by default.',
    },
  ],
  setPasswordSchema: ['The new password of a person.', { password: newPassword }],
  createReversalSchema: [
    'Whom a rollback disables.',
    {
      since:
        'Only people who joined at or after this instant. Everyone since the link was created by default.',
      pause: 'Whether to pause the link, so that nobody else joins. `true` by default.',
    },
  ],
}
