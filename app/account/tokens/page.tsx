import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { TokenForm } from '@/components/account/token-form'
import { TokenList } from '@/components/account/token-list'
import { listPersonalTokens } from '@/lib/server/account/personal-tokens'
import { requireCurrentUser } from '@/lib/server/pages/current-user'
import { tokenFormTexts } from '@/lib/server/pages/forms/token-texts'
import { now } from '@/lib/server/runtime/clock'
import { AccountFrame } from '../frame'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tokens')
  return { title: t('title') }
}

/** One's own API tokens: create one, see which are used, revoke one. */
export default async function TokensPage() {
  const currentUser = await requireCurrentUser('/account/tokens')
  const [t, locale, tokens, texts] = await Promise.all([
    getTranslations('tokens'),
    getLocale(),
    listPersonalTokens(currentUser.id),
    tokenFormTexts(),
  ])
  const isOver = (end: string | null) => end !== null && new Date(end) <= now()
  const rows = tokens.map((token) => ({
    ...token,
    over: isOver(token.expiresAt),
    actionLabel: t(isOver(token.expiresAt) ? 'deleteNamed' : 'revokeNamed', {
      name: token.description,
    }),
  }))
  const up = { href: '/account', name: t('back') }
  return (
    <AccountFrame currentUser={currentUser} title={t('title')} up={up}>
      <p>{t('intro')}</p>
      <TokenForm {...texts} />
      <TokenList tokens={rows} locale={locale} now={now().toISOString()} labels={texts.labels} />
    </AccountFrame>
  )
}
