/** The languages of every page that an invitee can see, each by its own name. */
export const locales = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  ja: '日本語',
  ar: 'العربية',
} as const

export type Locale = keyof typeof locales

export const localeCookie = 'foyer-lang'

export const themes = ['auto', 'light', 'dark'] as const

export const themeCookie = 'foyer-theme'

export function isLocale(text: string | null | undefined): text is Locale {
  return typeof text === 'string' && Object.hasOwn(locales, text)
}

export function isTheme(text: string | null | undefined): text is (typeof themes)[number] {
  return themes.some((theme) => theme === text)
}

/** Which way a language is written. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr'
}
