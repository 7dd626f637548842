import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '@/lib/server/docs/samples/samples'

type Runner = {
  /** Where its samples are run: what `npm test` cannot count on has a command of its own. */
  by: 'npm test' | 'npm run samples'
  /** The program that runs a sample, and the arguments it gets. */
  command: (code: string, folder: string) => Promise<[string, string[]]>
}

/** How the samples of each language are run. */
export const runners: Record<Language, Runner> = {
  sh: { by: 'npm test', command: async (code) => ['bash', ['-euo', 'pipefail', '-c', code]] },
  js: {
    by: 'npm test',
    command: async (code) => [process.execPath, ['--input-type=module', '--eval', code]],
  },
  python: { by: 'npm run samples', command: async (code) => ['python3', ['-c', code]] },
  go: {
    by: 'npm run samples',
    command: async (code, folder) => {
      const file = join(folder, 'main.go')
      await writeFile(file, code)
      return ['go', ['run', file]]
    },
  },
}

/** The languages whose samples are run there. */
export function languagesOf(by: Runner['by']): Language[] {
  const all = Object.keys(runners) as Language[]
  return all.filter((language) => runners[language].by === by)
}
