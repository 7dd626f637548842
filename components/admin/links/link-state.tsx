import type { InviteState } from '@/lib/signup-token-state'

/** A word and a shape for each state: never a colour alone. */
export const stateWords: Record<InviteState, string> = {
  open: 'Open',
  scheduled: 'Not open yet',
  paused: 'Paused',
  expired: 'Ended',
  full: 'Full',
  revoked: 'Withdrawn',
}

const shapes: Record<InviteState, string> = {
  open: '●',
  scheduled: '◷',
  paused: '❚❚',
  expired: '○',
  full: '■',
  revoked: '✕',
}

/** The state of a link. */
export function LinkState({ state }: { state: InviteState }) {
  return (
    <span className={`state state-${state}`}>
      <span aria-hidden="true">{shapes[state]}</span>
      {stateWords[state]}
    </span>
  )
}
