import type { InviteState } from '@/lib/signup-token-state'
import type { LinkView } from './link-values'

/** What can be done with one link. */
export type LinkAction =
  | 'copy'
  | 'share'
  | 'rename'
  | 'edit'
  | 'extend'
  | 'extendWeek'
  | 'addPlaces'
  | 'addTen'
  | 'pause'
  | 'resume'
  | 'duplicate'
  | 'replace'
  | 'revoke'
  | 'restore'

type Offer = {
  /** What most often comes next. */
  primary: LinkAction
  /** Everything that is offered, in groups, for a menu. */
  groups: LinkAction[][]
}

const more: LinkAction[] = ['addTen', 'addPlaces']

/** A link that lets people in, now or later. */
const alive: Offer = {
  primary: 'share',
  groups: [
    ['copy', 'share'],
    ['rename', 'edit', 'extendWeek', 'addTen'],
    ['pause', 'duplicate', 'replace'],
    ['revoke'],
  ],
}

const offers: Record<InviteState, Offer> = {
  open: alive,
  scheduled: alive,
  paused: {
    primary: 'resume',
    groups: [
      ['resume', 'copy', 'share'],
      ['rename', 'edit', 'extendWeek', 'addTen'],
      ['duplicate', 'replace'],
      ['revoke'],
    ],
  },
  expired: {
    primary: 'extend',
    groups: [['extendWeek', 'extend'], ['rename', 'edit', 'addTen'], ['duplicate'], ['revoke']],
  },
  full: {
    primary: 'addPlaces',
    groups: [['addTen', 'addPlaces'], ['rename', 'edit', 'extendWeek'], ['duplicate'], ['revoke']],
  },
  revoked: { primary: 'restore', groups: [['restore'], ['rename', 'duplicate']] },
}

/** The actions that make sense for a link in its state. Without a limit there are no places to add. */
export function linkActions({ state, maxUses }: Pick<LinkView, 'state' | 'maxUses'>): Offer {
  const { primary, groups } = offers[state]
  const fits = (action: LinkAction) => maxUses !== null || !more.includes(action)
  return { primary, groups: groups.map((group) => group.filter(fits)) }
}

/** The address is worth copying while the link lets people in or can be resumed. */
export function isShareable(link: Pick<LinkView, 'state' | 'maxUses'>): boolean {
  return linkActions(link).groups.flat().includes('copy')
}
