import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Texts = { [key: string]: string | Texts }

const folders = ['messages', 'messages/desk']

/** Every text of a file by its whole key. */
function flatten(texts: Texts, path = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[path + key, text]] : flatten(text, `${path}${key}.`),
  )
}

const languages = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      isEnglish: name === 'en.json',
      texts: flatten(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    })),
)

/** A pattern for the text whose English is this, in every language of the product, and for the English itself. */
export function inEveryLanguage(english: string): RegExp {
  const keys = new Set(
    languages
      .filter(({ isEnglish }) => isEnglish)
      .flatMap(({ texts }) => texts.filter(([, text]) => text === english).map(([key]) => key)),
  )
  const texts = languages.flatMap((language) => language.texts.filter(([key]) => keys.has(key)))
  const all = new Set([english, ...texts.map(([, text]) => text)])
  // Names of controls have plain spaces for those that do not break.
  const patterns = [...all].map((text) =>
    text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s/g, '\\s'),
  )
  return new RegExp(`^(${patterns.join('|')})$`)
}
