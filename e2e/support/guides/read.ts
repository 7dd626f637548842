import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A fenced block of code: its language, its text, and the line of its fence. */
export type Block = { language: string; text: string; line: number }

/** A guide of docs/guides, and what it shows in order. */
export type Guide = { name: string; file: string; text: string; blocks: Block[] }

const folder = 'docs/guides'

/** Code that is no fenced block: nothing would run it. */
const hidden = /^(\t| {4}|\s+(```|~~~)|~~~|````)/

/** The blocks of a Markdown text. Throws for code in a form that would not be found. */
export function blocksOf(text: string, file: string): Block[] {
  const blocks: Block[] = []
  let open: { language: string; line: number; lines: string[] } | null = null
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1
    const fence = /^```(?!`)(.*)$/.exec(content)
    if (open && fence) {
      blocks.push({ language: open.language, line: open.line, text: open.lines.join('\n') })
      open = null
    } else if (open) open.lines.push(content)
    else if (fence) open = { language: fence[1] ?? '', line, lines: [] }
    else if (hidden.test(content)) throw new Error(`${file}:${line}: this code would not be run.`)
  }
  if (open) throw new Error(`${file}:${open.line}: this block has no end.`)
  return blocks
}

function readGuide(name: string): Guide {
  const file = join(folder, `${name}.md`)
  const text = readFileSync(file, 'utf8')
  return { name, file, text, blocks: blocksOf(text, file) }
}

/** Every guide in the folder. */
export function readGuides(): Guide[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'))
  return files.sort().map((file) => readGuide(file.slice(0, -'.md'.length)))
}
