import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { TokenForm } from '@/components/token-form'
import { TokenList } from '@/components/token-list'
import { Room } from '@/components/ui/room'
import { now } from '@/lib/server/clock'
import { listPersonalTokens } from '@/lib/server/personal-tokens'
import { tokenFormTexts } from '@/lib/server/token-texts'
import { requireViewer } from '@/lib/server/viewer'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('tokens')
  return { title: t('title') }
}

/** API tokens of one's own: make one, see which are used, end one. */
export default async function TokensPage() {
  const viewer = await requireViewer('/account/tokens')
  const [t, locale, tokens, texts] = await Promise.all([
    getTranslations('tokens'),
    getLocale(),
    listPersonalTokens(viewer.id),
    tokenFormTexts(),
  ])
  const isOver = (end: string | null) => end !== null && new Date(end) <= now()
  const rows = tokens.map((token) => ({
    ...token,
    over: isOver(token.expiresAt),
    endLabel: t('endNamed', { name: token.description }),
  }))
  return (
    <Room>
      <h1>{t('title')}</h1>
      <p>{t('intro')}</p>
      <TokenForm {...texts} />
      <TokenList tokens={rows} locale={locale} labels={texts.labels} />
      <p>
        <a href="/account">{t('back')}</a>
      </p>
    </Room>
  )
}
