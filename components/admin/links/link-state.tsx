import { useTranslations } from 'next-intl'
import { type InviteState, stateTable } from '@/lib/signup-token-state'

/** The state of a link: a word and a shape. */
export function LinkState({ state }: { state: InviteState }) {
  const t = useTranslations('desk.states')
  return (
    <span className={`state state-${state}`}>
      <span aria-hidden="true">{stateTable[state].shape}</span>
      {t(state)}
    </span>
  )
}
