import type { Operation } from '@/lib/api/operation'
import { curl } from './curl'
import { go } from './go'
import { javascript } from './javascript'
import { python } from './python'
import { requestOf, type SampleRequest } from './request'

export type Sample = { language: Language; name: string; code: string }

/** How each language is called, and what writes a request in it. */
const writers = {
  sh: { name: 'curl', write: curl },
  js: { name: 'JavaScript', write: javascript },
  python: { name: 'Python', write: python },
  go: { name: 'Go', write: go },
} satisfies Record<string, { name: string; write: (request: SampleRequest) => string }>

/** The language of a sample, as code blocks name it. */
export type Language = keyof typeof writers

const languages = Object.keys(writers) as Language[]

/** The request of an operation's example, in every language. */
export function samplesOf(operation: Operation, origin: string, cookie: string): Sample[] {
  const request = requestOf(operation, origin, cookie)
  return languages.map((language) => {
    const { name, write } = writers[language]
    return { language, name, code: write(request) }
  })
}
