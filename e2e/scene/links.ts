import { ADMIN_ROLE, EDITOR_ROLE, VIEWER_ROLE } from '@/lib/roles'
import type { Admin } from './names'

/** Times are days from now: what was is negative. */
type Link = {
  name: string
  /** Who creates it: an administrator, or a program. */
  by: Admin | 'program'
  createdAt: number
  startsAt?: number
  expiresAt: number
  maxUses?: number
  roleId?: number
  /** How many join, between which times. */
  joins?: number
  joining?: readonly [first: number, last: number]
}

const links = {
  committee: {
    name: 'Committee',
    by: 'program',
    createdAt: -40,
    expiresAt: 20,
    maxUses: 4,
    roleId: ADMIN_ROLE,
  },
  // Open.
  spring: {
    name: 'Rowing club',
    by: 'rosa',
    createdAt: -21,
    expiresAt: 12,
    maxUses: 20,
    joins: 17,
    joining: [-20, -0.05],
  },
  nearlyFull: {
    name: 'نادي التجديف – الأعضاء الجدد',
    by: 'kenji',
    createdAt: -9,
    expiresAt: 5,
    maxUses: 10,
    joins: 9,
    joining: [-8.5, -0.3],
  },
  short: {
    name: 'Li',
    by: 'magda',
    createdAt: -6,
    expiresAt: 20,
    joins: 2,
    joining: [-5, -1],
  },
  party: {
    name: '🎉 Summer party 🥳',
    by: 'rosa',
    createdAt: -2,
    expiresAt: 0.13,
    joins: 3,
    joining: [-1.8, -0.2],
  },
  japanese: {
    name: 'ボート部 新入部員',
    by: 'kenji',
    createdAt: -14,
    expiresAt: 30,
    maxUses: 50,
    joins: 4,
    joining: [-13, -3],
  },
  long: {
    name: 'Volunteers for the regatta weekend, including the early shift on Sunday morning',
    by: 'magda',
    createdAt: -12,
    expiresAt: 16,
    joins: 3,
    joining: [-11, -2],
  },
  oneWord: {
    name: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenträgertreffen',
    by: 'kenji',
    createdAt: -10,
    expiresAt: 25,
    maxUses: 5,
    joins: 1,
    joining: [-8, -8],
  },
  endingSoon: {
    name: 'Board',
    by: 'rosa',
    createdAt: -1,
    expiresAt: 0.03,
    maxUses: 2,
    roleId: EDITOR_ROLE,
    joins: 1,
    joining: [-0.5, -0.5],
  },
  byProgram: {
    name: 'Jo',
    by: 'program',
    createdAt: -5,
    expiresAt: 9,
    joins: 1,
    joining: [-4, -4],
  },
  unused: {
    name: 'Physiotherapy & massage <members only>',
    by: 'magda',
    createdAt: -8,
    expiresAt: 22,
    maxUses: 100,
  },
  newest: {
    name: 'Neue Mitglieder der Seniorenabteilung im Ruderverein an der Unteren Havel',
    by: 'program',
    createdAt: -0.5,
    expiresAt: 29,
  },
  takenBack: {
    name: 'Newsletter readers',
    by: 'kenji',
    createdAt: -13,
    expiresAt: 21,
    joins: 5,
    joining: [-11, -6],
  },
  // Not open yet.
  scheduled: {
    name: 'Summer course',
    by: 'rosa',
    createdAt: -3,
    startsAt: 1,
    expiresAt: 15,
    maxUses: 30,
  },
  scheduledLater: {
    name: 'Открытие сезона',
    by: 'kenji',
    createdAt: -4,
    startsAt: 9,
    expiresAt: 40,
    roleId: EDITOR_ROLE,
  },
  // Paused, the last two because their creator is no administrator any more.
  paused: {
    name: 'Choir',
    by: 'rosa',
    createdAt: -18,
    expiresAt: 8,
    maxUses: 20,
    joins: 1,
    joining: [-10, -10],
  },
  pausedShort: { name: 'Bo', by: 'magda', createdAt: -7, expiresAt: 14 },
  creatorLost: {
    name: 'Tomás’s guests',
    by: 'tomas',
    createdAt: -30,
    expiresAt: 13,
    joins: 2,
    joining: [-28, -10],
  },
  creatorLostUnused: {
    name: 'Juniors (under 16)',
    by: 'tomas',
    createdAt: -29,
    expiresAt: 18,
    maxUses: 12,
  },
  // Over.
  full: {
    name: 'Chess evening',
    by: 'rosa',
    createdAt: -16,
    expiresAt: 6,
    maxUses: 1,
    joins: 1,
    joining: [-15, -15],
  },
  fullOfFive: {
    name: 'Spring open day',
    by: 'magda',
    createdAt: -11,
    expiresAt: 3,
    maxUses: 5,
    joins: 5,
    joining: [-10.5, -6],
  },
  expired: {
    name: 'Lab, spring term',
    by: 'kenji',
    createdAt: -35,
    expiresAt: -6,
    maxUses: 10,
    roleId: EDITOR_ROLE,
    joins: 5,
    joining: [-34, -7],
  },
  expiredUnused: { name: 'Masters squad', by: 'kenji', createdAt: -38, expiresAt: -20 },
  expiredLately: {
    name: 'Coaches’ trial week',
    by: 'rosa',
    createdAt: -15,
    expiresAt: -1,
    maxUses: 8,
  },
  revoked: {
    name: 'Garden days',
    by: 'magda',
    createdAt: -25,
    expiresAt: 11,
    joins: 1,
    joining: [-20, -20],
  },
  leaked: {
    name: 'Poster at the station',
    by: 'rosa',
    createdAt: -15,
    expiresAt: 10,
    joins: 8,
    joining: [-14, -4],
  },
} as const satisfies Record<string, Link>

export type LinkKey = keyof typeof links

/** Every link with the name it has in the scene. */
export const sceneLinks: Record<LinkKey, Link> = links

export const linkKeys = Object.keys(links) as LinkKey[]

/** The role that a link gives. */
export function roleOf({ roleId = VIEWER_ROLE }: Link): number {
  return roleId
}
