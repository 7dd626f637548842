import type { Connection } from './connection'
import type { Options } from './options'

/** What a command gets to do its work. */
export type Context = {
  args: string[]
  options: Options
  now: Date
  connect: () => Promise<Connection>
  /** Prints the answer of the API with `--json`, else what people read. */
  print: (answer: unknown, text: () => string) => void
  /** Prints a remark that is no part of the answer. */
  note: (text: string) => void
}

export type Option = {
  /** As commander takes it: `--ends <time>`. */
  flags: string
  description: string
  /** Whether it may be given several times. */
  repeats?: boolean
  choices?: readonly string[]
}

export type Argument = {
  /** `<link>` if it is needed, `[file]` if not, `[words...]` for several. */
  name: string
  description: string
  choices?: readonly string[]
}

/** One command: everything that help, completion and the table in docs/cli.md say of it. */
export type Command = {
  /** One or two words. */
  name: string
  summary: string
  arguments?: Argument[]
  options?: Option[]
  /** Without the name of the program. */
  examples: string[]
  /** `foyer`: it talks to a running Foyer; `here`: it works on the data of this machine, or on none. */
  works: 'foyer' | 'here'
  run: (context: Context) => Promise<void>
}

/** Options of every command that talks to Foyer. */
export const connectionOptions: Option[] = [
  { flags: '--url <address>', description: 'where Foyer is (FOYER_URL; http://localhost:3000)' },
  {
    flags: '--token <secret>',
    description:
      'an API token (FOYER_TOKEN). Other users of this machine can read it here, and the history of the shell keeps it: prefer the variable or a file',
  },
  {
    flags: '--token-file <file>',
    description: 'read the token from a file, or from standard input: -',
  },
  { flags: '--json', description: "print the API's answer as JSON" },
]
