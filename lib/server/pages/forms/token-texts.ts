import { getTranslations } from 'next-intl/server'
import { messagesFor } from './form-texts'

/** The lifetimes that the form offers, in days. */
const lifetimes = [7, 30, 90, 365]

const words = [
  'description',
  'descriptionHint',
  'endsAfter',
  'create',
  'creating',
  'createdTitle',
  'createdText',
  'copy',
  'copied',
  'select',
  'token',
  'lastUsed',
  'never',
  'ends',
  'ended',
  'revoke',
  'revoked',
  'delete',
  'deleted',
  'confirm',
  'confirmed',
  'keep',
  'empty',
] as const

type TokenLabels = Record<(typeof words)[number] | 'offline' | 'busy' | 'limited', string>

/** The texts of the page of personal API tokens, in the page's language. */
export async function tokenFormTexts() {
  const [t, common, messages] = await Promise.all([
    getTranslations('tokens'),
    getTranslations('common'),
    messagesFor('token'),
  ])
  const own = Object.fromEntries(words.map((word) => [word, t(word)])) as Record<
    (typeof words)[number],
    string
  >
  return {
    labels: {
      ...own,
      offline: common('offline'),
      busy: common('busy'),
      limited: common('limited'),
    } satisfies TokenLabels,
    lifetimes: lifetimes.map((days) => ({ days, label: t('days', { days }) })),
    messages,
  }
}
