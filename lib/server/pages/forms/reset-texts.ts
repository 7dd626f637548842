import { getTranslations } from 'next-intl/server'
import { getEnv } from '@/lib/server/runtime/env'
import { formTexts, newPasswordLabels } from './form-texts'

/** The texts of the password reset form. */
export async function resetFormTexts(token: string, error: string) {
  const [form, password, t] = await Promise.all([
    formTexts('reset', error, token),
    newPasswordLabels(),
    getTranslations('reset'),
  ])
  const { advice, ...rules } = password
  const { messages, problems } = form
  return {
    messages,
    problems,
    advice,
    action: `/reset/${encodeURIComponent(token)}/password`,
    minLength: getEnv().passwordMinLength,
    labels: {
      ...form.labels,
      ...rules,
      password: t('password'),
      submit: t('submit'),
      submitting: t('submitting'),
    },
  }
}
