import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Reads deploy/Dockerfile and its .dockerignore for deploy.test.ts and e2e/deploy-steps.ts.

/** One line of a Dockerfile, without its continuations. */
export type Step = { instruction: string; text: string; words: string[] }

/** What comes after one FROM. */
export type Stage = { image: string; name: string; steps: Step[] }

/** @throws Error for a line that is none of ours */
export function readDockerfile(text: string): Stage[] {
  const lines = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const stages: Stage[] = []
  for (const line of lines) {
    const [, instruction = '', text = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? []
    if (!instruction) throw new Error(`Not a line of a Dockerfile: ${line}`)
    const words = text.trim().split(/\s+/)
    if (instruction === 'FROM') {
      const [image = '', , name = ''] = words
      stages.push({ image, name, steps: [] })
    } else stages.at(-1)?.steps.push({ instruction, text: text.trim(), words })
  }
  return stages
}

/** The steps of one kind. */
export const stepsOf = ({ steps }: Stage, instruction: string): Step[] =>
  steps.filter((step) => step.instruction === instruction)

/** The program of a step in exec form: `CMD ["node", "x.mjs"]`. @throws SyntaxError in shell form */
export function programOf({ text }: Step): string[] {
  const found: unknown = JSON.parse(text.slice(text.indexOf('[')))
  if (!Array.isArray(found) || !found.every((word) => typeof word === 'string')) {
    throw new SyntaxError(`Not in exec form: ${text}`)
  }
  return found
}

/** A pattern of .dockerignore, which covers what is below it too. */
function toExpression(pattern: string): RegExp {
  const source = pattern.replace(/[.+^$()|{}[\]\\]/g, '\\$&').replace(/\*\*\/|\*|\?/g, (part) => {
    if (part === '**/') return '(?:.*/)?'
    return part === '*' ? '[^/]*' : '[^/]'
  })
  return new RegExp(`^${source}(?:/|$)`)
}

/** Whether the builder gets a file: of the lines that cover it the last one counts. */
export function readIgnore(text: string): (file: string) => boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const rules = lines.map((line) => {
    const isKept = line.startsWith('!')
    return { isKept, expression: toExpression(isKept ? line.slice(1) : line) }
  })
  return (file) => rules.findLast(({ expression }) => expression.test(file))?.isKept ?? true
}

/** The files of the checkout that git knows or would add, as far as the builder gets them. */
export function filesForBuilder(root: string): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard']
  const files = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n')
  const isSent = readIgnore(readFileSync(join(root, 'deploy/Dockerfile.dockerignore'), 'utf8'))
  return files.filter((file) => file !== '' && existsSync(join(root, file)) && isSent(file))
}

/** What `COPY a b ./c` copies: each file and where it goes, both from the roots. */
export function copiedBy({ words }: Step, files: string[]): [string, string][] {
  const target = (words.at(-1) ?? '').replace(/^\.\//, '').replace(/\/$/, '')
  const prefix = target === '' || target === '.' ? '' : `${target}/`
  return words.slice(0, -1).flatMap((source) => {
    const inside = files.filter((file) => file.startsWith(`${source}/`))
    // Of a folder Docker copies the content.
    const found = inside.map((file): [string, string] => [file, file.slice(source.length + 1)])
    if (files.includes(source)) found.push([source, source.split('/').at(-1) ?? source])
    return found.map(([from, to]): [string, string] => [from, `${prefix}${to}`])
  })
}
