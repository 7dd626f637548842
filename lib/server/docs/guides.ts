import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The guides, in the order in which to read them: the files of docs/guides. */
export const guideNames = [
  'first-link',
  'share-a-link',
  'leaked-link',
  'sign-up-from-a-script',
  'sign-up-from-your-page',
  'retries',
  'errors',
  'behind-a-proxy',
  'securing',
] as const

export type Guide = {
  name: string
  title: string
  /** Its first paragraph. */
  summary: string
  /** Its sections. */
  sections: string[]
  /** What comes after the title. */
  text: string
  /** The whole file. */
  markdown: string
}

/** Reads a guide: `# Title`, a paragraph that sums it up, and the rest. */
export function readGuide(name: string): Guide {
  const markdown = readFileSync(join(process.cwd(), 'docs/guides', `${name}.md`), 'utf8')
  const [, title = name, text = ''] = /^# ([^\n]+)\n+(.*)$/s.exec(markdown) ?? []
  const summary = text.split('\n\n', 1)[0]?.replaceAll('\n', ' ') ?? ''
  const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, section = '']) => section)
  return { name, title, summary, sections, text, markdown }
}
