/** The languages of every page that an invitee can see, each by its own name. */
const locales = { en: 'English' } as const

export type Locale = keyof typeof locales

export const localeCookie = 'foyer-lang'

export function isLocale(text: string | null | undefined): text is Locale {
  return typeof text === 'string' && Object.hasOwn(locales, text)
}

/** Which way a language is written. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return new Set<string>(['ar']).has(locale) ? 'rtl' : 'ltr'
}
