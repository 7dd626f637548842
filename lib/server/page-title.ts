import { getTranslations } from 'next-intl/server'

type Query = Promise<Record<string, string | string[] | undefined>>

/** A page's title; with "Error:" in front where a form came back to it without scripts (WCAG 3.3.1). */
export async function pageTitle(title: string, query: Query): Promise<string> {
  const { error } = await query
  if (error === undefined) return title
  const t = await getTranslations('common')
  return `${t('titlePrefix')} ${title}`
}
