import { getTranslations } from 'next-intl/server'
import { isFieldErrorCode } from '@/lib/field-errors'
import { PASSWORD_MAX_LENGTH } from '@/lib/password-policy'
import { getEnv } from '@/lib/server/env'
import { openTypedValues } from '@/lib/server/form-state'
import { readRequestCookie } from '@/lib/server/viewer'

/** The codes that the sign-up form can meet, in the browser or from the API. */
const signupCodes = [
  'required',
  'nameRequired',
  'nameTooLong',
  'nameInvalid',
  'emailRequired',
  'emailInvalid',
  'emailTooLong',
  'emailTaken',
  'passwordRequired',
  'passwordTooShort',
  'passwordTooLong',
  'passwordInvalid',
  'passwordCommon',
  'passwordPersonal',
  'usernameTooLong',
  'usernameInvalid',
  'usernameIsEmail',
  'usernameTaken',
] as const

const loginCodes = ['loginRequired', 'passwordRequired', 'usernameTooLong'] as const

async function messagesFor(codes: readonly (typeof signupCodes | typeof loginCodes)[number][]) {
  const t = await getTranslations('errors')
  const values = { min: getEnv().passwordMinLength, max: PASSWORD_MAX_LENGTH }
  return Object.fromEntries(codes.map((code) => [code, t(code, values)]))
}

/** `field.code` pairs of a query, as the sign-up route wrote them; what is not one of ours is dropped. */
function readCodes(error: string): { field: string | null; code: string }[] {
  return error
    .split(',')
    .slice(0, 20)
    .map((pair) => {
      const at = pair.indexOf('.')
      return at === -1
        ? { field: null, code: pair }
        : { field: pair.slice(0, at), code: pair.slice(at + 1) }
    })
}

type Told = { field: string | null; message: string }

/** Everything that the sign-up form shows, in the page's language. */
export async function signupFormTexts(
  token: string,
  link: { role: { name: string } },
  error: string,
) {
  const [t, common, messages, sealed] = await Promise.all([
    getTranslations('invite'),
    getTranslations('common'),
    messagesFor(signupCodes),
    readRequestCookie('foyer-form'),
  ])
  const minLength = getEnv().passwordMinLength
  const problems = readCodes(error).flatMap(({ field, code }): Told[] => {
    if (field === null) return code.endsWith('Error') ? [{ field, message: t('busy') }] : []
    const message = isFieldErrorCode(code) ? messages[code] : undefined
    return message ? [{ field, message }] : []
  })
  return {
    action: `/invite/${encodeURIComponent(token)}/signup`,
    minLength,
    messages,
    problems,
    typed: problems.length > 0 ? openTypedValues(sealed, token) : {},
    labels: {
      name: t('name'),
      email: t('email'),
      password: t('password'),
      passwordRules: t('passwordRules', { min: minLength }),
      passwordAgain: t('passwordAgain'),
      show: t('show'),
      showPassword: t('showPassword'),
      username: t('username'),
      addUsername: t('addUsername'),
      usernameHint: t('usernameHint'),
      submit: t('submit', { role: link.role.name }),
      submitting: t('submitting'),
      summary: t('summary'),
      titlePrefix: common('titlePrefix'),
      offline: t('offline'),
      busy: t('busy'),
    },
  }
}

/** Everything that the sign-in form shows. */
export async function loginFormTexts(failed: boolean) {
  const [t, invite, common, messages] = await Promise.all([
    getTranslations('login'),
    getTranslations('invite'),
    getTranslations('common'),
    messagesFor(loginCodes),
  ])
  return {
    messages,
    problems: failed ? [{ field: null, message: t('wrong') }] : [],
    labels: {
      username: t('username'),
      password: t('password'),
      submit: t('submit'),
      submitting: t('submitting'),
      wrong: t('wrong'),
      show: invite('show'),
      showPassword: invite('showPassword'),
      summary: invite('summary'),
      titlePrefix: common('titlePrefix'),
      offline: invite('offline'),
      busy: invite('busy'),
    },
  }
}
