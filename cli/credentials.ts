import { readFileSync } from 'node:fs'
import { UsageError } from './errors'
import { type Options, textOf } from './options'
import { readStdin } from './stdin'

const fallback = 'http://localhost:3000'

/** The address of Foyer: `--url`, else FOYER_URL, else that of `npm start` on this machine. */
export function readUrl(options: Options, env: NodeJS.ProcessEnv): string {
  const url = textOf(options, 'url') ?? (env.FOYER_URL || fallback)
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new UsageError(`“${url}” is no address. Write one such as https://join.example.org.`)
  }
  return new URL(url).href.replace(/\/+$/, '')
}

/** The token: `--token`, else what `--token-file` names (`-` for standard input), else FOYER_TOKEN. */
export async function readToken(options: Options, env: NodeJS.ProcessEnv): Promise<string> {
  const file = textOf(options, 'tokenFile')
  const text = textOf(options, 'token') ?? (file ? await readFile(file) : env.FOYER_TOKEN)
  const token = text?.trim() ?? ''
  if (token === '') {
    throw new UsageError('No token. Set FOYER_TOKEN, or name a file with --token-file.')
  }
  // The error that fetch throws for it would quote the token.
  if (!/^[\x20-\x7e]+$/.test(token)) {
    throw new UsageError('The token has characters that no token has. Was it copied whole?')
  }
  return token
}

async function readFile(file: string): Promise<string> {
  if (file === '-') return await readStdin()
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`The file of --token-file cannot be read: ${file}`)
  }
}
