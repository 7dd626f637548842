import { getLocale, getTranslations } from 'next-intl/server'
import { Instant } from '@/components/ui/instant'

/** That somebody tried to sign up with one's own address: strict mode tells its owner alone. */
export async function AttemptNotice({ at }: { at: Date }) {
  const [t, locale] = await Promise.all([getTranslations('account'), getLocale()])
  const date = () => <Instant iso={at.toISOString()} locale={locale} />
  return <p className="note note-warn">{t.rich('attempt', { date })}</p>
}
