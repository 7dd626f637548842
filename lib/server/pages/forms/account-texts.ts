import { getTranslations } from 'next-intl/server'
import { getEnv } from '@/lib/server/runtime/env'
import { formTexts, newPasswordLabels } from './form-texts'

/** The texts of a form on the account page. */
export async function accountFormTexts(
  form: 'profile' | 'email' | 'password' | 'delete',
  error: string,
) {
  const [texts, password, t] = await Promise.all([
    formTexts(form, error, form),
    newPasswordLabels(),
    getTranslations('account'),
  ])
  const { advice, passwordRules } = password
  const submits = {
    profile: t('saveProfile'),
    email: t('saveEmail'),
    password: t('savePassword'),
    delete: t('deleteSubmit'),
  }
  const refused = { LastAdminError: t('lastAdmin') }
  const problems =
    error === 'LastAdminError' ? [{ field: null, message: refused[error] }] : texts.problems
  const labels = { ...texts.labels, passwordRules, submit: submits[form], submitting: t('saving') }
  return { ...texts, problems, refused, labels, advice, minLength: getEnv().passwordMinLength }
}
