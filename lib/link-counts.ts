import { inviteStates } from './signup-token-state'

const closedStates = inviteStates.filter((state) => state !== 'open')

/** Why sign-ups through a link are refused, as they are counted: its state, or what the sign-up says. */
export const refusalReasons = [
  ...closedStates,
  'rotated',
  'emailTaken',
  'usernameTaken',
  'invalid',
  'unavailable',
] as const

export type RefusalReason = (typeof refusalReasons)[number]

/** What is counted of a link: its form was opened, was begun, and each sign-up that was refused. */
export type CountKind = 'opened' | 'started' | RefusalReason
