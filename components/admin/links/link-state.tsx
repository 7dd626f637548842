import { type InviteState, stateTable } from '@/lib/signup-token-state'

/** The state of a link: a word and a shape. */
export function LinkState({ state }: { state: InviteState }) {
  const { shape, word } = stateTable[state]
  return (
    <span className={`state state-${state}`}>
      <span aria-hidden="true">{shape}</span>
      {word}
    </span>
  )
}
