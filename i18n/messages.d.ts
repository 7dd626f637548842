import type desk from '../messages/desk/en.json'
import type messages from '../messages/en.json'
import type { Locale } from './locales'

// Keys of messages are checked by the type checker.
declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof messages & typeof desk
    Locale: Locale
  }
}
