import { randomUUID } from 'node:crypto'
import { getTranslations } from 'next-intl/server'
import { type FieldErrorCode, isFieldErrorCode } from '@/lib/field-errors'
import { roleKey } from '@/lib/roles'
import { type SignupField, signupFieldNames } from '@/lib/schemas/signup'
import { policyValues } from '@/lib/server/auth/passwords'
import { openTypedValues } from '@/lib/server/http/form-state'
import { readRequestCookie } from '@/lib/server/pages/current-user'
import { getEnv } from '@/lib/server/runtime/env'
import { afterSignup } from '@/lib/server/signup/after-signup'
import { type FormName, formCodes } from './form-codes'

/** The problems of a form's last submission: of a field, or of the whole form. */
export type FormFeedback = { field: string | null; message: string }

/** The sentence for each code that a form can meet. */
export async function messagesFor(form: FormName): Promise<Record<string, string>> {
  const t = await getTranslations('errors')
  const codes = formCodes[form]
  const values = policyValues({ minLength: getEnv().passwordMinLength })
  // Only some sentences have a place for these values; next-intl shows the others as they are, uncompiled.
  const valuesFor = (code: FieldErrorCode) => (t.raw(code).includes('{') ? values : undefined)
  const sentence = (code: FieldErrorCode) => t.markup(code, valuesFor(code) as never)
  return Object.fromEntries(codes.map((code) => [code, sentence(code)]))
}

/** `field.code` pairs of a query, as form-response.ts wrote them; unknown ones are dropped, except that the form failed. */
function readFeedback(
  error: string,
  messages: Record<string, string>,
  forForm: FormFeedback[],
): FormFeedback[] {
  const pairs = error.split(',').slice(0, 20).filter(Boolean)
  const known = pairs.flatMap((pair): FormFeedback[] => {
    const [field = '', code = ''] = pair.split('.')
    const message = isFieldErrorCode(code) ? messages[code] : undefined
    return message ? [{ field, message }] : []
  })
  return known.length > 0 || pairs.length === 0 ? known : forForm
}

/** The texts of every form besides its fields. */
async function commonLabels() {
  const t = await getTranslations('common')
  return {
    summary: t('summary'),
    titlePrefix: t('titlePrefix'),
    offline: t('offline'),
    busy: t('busy'),
    limited: t('limited'),
    show: t('show'),
    showPassword: t('showPassword'),
    capsLock: t('capsLock'),
  }
}

/** The additional texts of a form for a new password. */
export async function newPasswordLabels() {
  const [t, strength] = await Promise.all([getTranslations('common'), getTranslations('strength')])
  return {
    passwordRules: t('passwordRules', { min: getEnv().passwordMinLength }),
    passwordAgain: t('passwordAgain'),
    advice: { weak: strength('weak'), fair: strength('fair'), strong: strength('strong') },
  }
}

/** The sentence for an error without a field. */
async function sentenceFor(error: string) {
  const t = await getTranslations('common')
  if (error === 'RateLimitError') return t('limited')
  return error === 'BadDataError' ? t('notUnderstood') : t('busy')
}

/**
 * What a form needs from the server: its sentences, and the result of a submission without JavaScript.
 * @param error the `error` of the page's query, or `''`
 * @param bind what the sealed values are bound to
 */
export async function formTexts(form: FormName, error: string, bind: string) {
  const [labels, messages, sealed, message] = await Promise.all([
    commonLabels(),
    messagesFor(form),
    readRequestCookie('foyer-form'),
    sentenceFor(error),
  ])
  const problems = readFeedback(error, messages, [{ field: null, message }])
  const typed = problems.length > 0 ? openTypedValues(sealed, bind) : {}
  return { labels, messages, problems, typed }
}

/** The texts of the sign-up form, in the page's language. */
export async function signupFormTexts(token: string, roleId: number, error: string) {
  const [form, password, t, role] = await Promise.all([
    formTexts('signup', error, token),
    newPasswordLabels(),
    getTranslations('invite'),
    getTranslations('roles'),
  ])
  const { advice, ...rules } = password
  const fieldLabels = Object.fromEntries(signupFieldNames.map((name) => [name, t(name)])) as Record<
    SignupField,
    string
  >
  return {
    ...form,
    advice,
    formKey: randomUUID(),
    action: `/invite/${encodeURIComponent(token)}/signup`,
    done: afterSignup(),
    takesUsername: !getEnv().signupStrict,
    minLength: getEnv().passwordMinLength,
    labels: {
      ...form.labels,
      ...rules,
      ...fieldLabels,
      addUsername: t('addUsername'),
      signInInstead: t('signInInstead'),
      usernameHint: t('usernameHint'),
      submit: t('submit', { role: role(roleKey(roleId)) }),
      submitting: t('submitting'),
    },
  }
}

/** The texts of the sign-in form. */
export async function loginFormTexts(error: string) {
  const [form, t] = await Promise.all([
    formTexts('login', error, '/login'),
    getTranslations('login'),
  ])
  const wrong = t('wrong')
  const isWrong = error === 'PasswordMismatch' || error === 'BadDataError'
  return {
    messages: form.messages,
    problems: isWrong ? [{ field: null, message: wrong }] : form.problems,
    typed: form.typed,
    labels: {
      ...form.labels,
      wrong,
      cookies: t('cookies'),
      username: t('username'),
      password: t('password'),
      submit: t('submit'),
      submitting: t('submitting'),
    },
  }
}
