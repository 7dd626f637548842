import { getTranslations } from 'next-intl/server'

type Query = Record<string, string | string[] | undefined>

/**
 * The `error` of the query after a submission without JavaScript, or `''`. The state of a link does not
 * count, because its page is about that state.
 */
export function formError({ error }: Query): string {
  return typeof error === 'string' && !/^Invite\w+Error$/.test(error) ? error : ''
}

/** The title of a page, prefixed with "Error:" after a failed submission without JavaScript (WCAG 3.3.1). */
export async function pageTitle(title: string, query: Promise<Query>): Promise<string> {
  if (formError(await query) === '') return title
  const t = await getTranslations('common')
  return `${t('titlePrefix')} ${title}`
}
