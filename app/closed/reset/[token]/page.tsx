import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClosedNotice } from '@/components/signup/closed-notice'
import { findPasswordReset } from '@/lib/server/account/password-resets'
import UnknownResetPage from './not-found'

type Props = { params: Promise<{ token: string }> }

/** proxy.ts looked a moment ago; a link that is open has its page elsewhere. */
async function closedState({ params }: Props) {
  const { state } = await findPasswordReset(decodeURIComponent((await params).token))
  return state === 'used' || state === 'expired' ? state : 'unknown'
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const t = await getTranslations('reset')
  return { title: t(`${await closedState(props)}Title`) }
}

/** Why a reset link cannot be used. Reached only through proxy.ts, with its status. */
export default async function ClosedResetPage(props: Props) {
  const state = await closedState(props)
  if (state === 'unknown') return <UnknownResetPage />
  const t = await getTranslations('reset')
  return <ClosedNotice title={t(`${state}Title`)} text={t(state)} currentUser={null} />
}
