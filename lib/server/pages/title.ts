import { getTranslations } from 'next-intl/server'

type Query = Record<string, string | string[] | undefined>

/**
 * What a form that came back without scripts was told: the `error` of the query, `''` for none. The
 * state of a link is none: its page is all about it.
 */
export function formError({ error }: Query): string {
  return typeof error === 'string' && !/^Invite\w+Error$/.test(error) ? error : ''
}

/** A page's title; with "Error:" in front where a form came back to it without scripts (WCAG 3.3.1). */
export async function pageTitle(title: string, query: Promise<Query>): Promise<string> {
  if (formError(await query) === '') return title
  const t = await getTranslations('common')
  return `${t('titlePrefix')} ${title}`
}
