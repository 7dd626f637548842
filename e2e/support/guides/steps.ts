import type { Block } from './read'

/** What becomes of a block: a file, commands of the guide's shell, or a check of what it says. */
type Step = {
  /** A file that the block is, by its name in the folder of the run. */
  file?: string
  /** The commands that run it. */
  run?: string
  /** What it is compared with: what the last commands printed, docs/nginx.conf, or Foyer's variables. */
  check?: 'output' | 'nginx' | 'variables'
}

function yamlStep({ text }: Block): Step {
  const [first] = text.split('\n')
  if (first !== '# foyer.yaml') throw new Error('A yaml block has to begin with “# foyer.yaml”.')
  return { file: 'foyer.yaml', run: 'foyer apply -f foyer.yaml --yes' }
}

const languages: Partial<Record<string, (block: Block) => Step>> = {
  sh: ({ text }) => ({ run: text }),
  js: ({ line }) => ({ file: `line-${line}.mjs`, run: `node line-${line}.mjs` }),
  yaml: yamlStep,
  json: () => ({ check: 'output' }),
  nginx: () => ({ check: 'nginx' }),
  dotenv: () => ({ check: 'variables' }),
  // A page needs a browser: e2e/journeys/guide-page.spec.ts.
  html: () => ({}),
  text: () => ({}),
}

/** How a block is run or checked. Throws for a language that nothing runs. */
export function stepOf(block: Block): Step {
  const step = languages[block.language]
  if (!step) throw new Error(`Nothing runs a block in the language “${block.language}”.`)
  return step(block)
}
