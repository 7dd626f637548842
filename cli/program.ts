import { Argument, Command, CommanderError, Option } from 'commander'
import { connectionOptions, type Command as Definition } from './command'
import { groups } from './groups'
import { commands } from './registry'

/** Runs a command with its arguments and options as commander read them. */
export type Act = (
  command: Definition,
  args: string[],
  options: Record<string, unknown>,
) => Promise<void>

const examples = (lines: string[]) =>
  `\nExamples:\n${lines.map((line) => `  $ foyer ${line}`).join('\n')}`

const overview = `${examples([
  'link create "Rowing club" --ends 48h --places 10',
  'people list --role Admin',
  'apply -f foyer.yaml --dry-run',
])}

FOYER_URL and FOYER_TOKEN say where Foyer is and who you are. docs/cli.md has the rest.
Exit codes: 0 done, 1 refused or failed, 2 wrong usage.`

/** An option that misses its name by a letter may carry the token. */
function withoutValue(text: string): string {
  return text.replace(/(unknown option '--?[^=']+)=[^']*'/, "$1'")
}

function configure(command: Command): Command {
  return command
    .exitOverride()
    .showHelpAfterError('Add --help to see how it is used.')
    .configureOutput({ outputError: (text, write) => write(withoutValue(text)) })
}

function add(parent: Command, name: string, definition: Definition, act: Act): void {
  const command = configure(parent.command(name)).description(definition.summary)
  for (const { name: argument, description, choices } of definition.arguments ?? []) {
    const added = new Argument(argument, description)
    command.addArgument(choices ? added.choices(choices) : added)
  }
  const own = definition.options ?? []
  const all = definition.works === 'foyer' ? [...own, ...connectionOptions] : own
  for (const { flags, description, repeats, choices } of all) {
    const option = new Option(flags, description)
    if (choices) option.choices(choices)
    if (repeats) {
      option.argParser((value, before: unknown) => [
        ...(Array.isArray(before) ? before : []),
        value,
      ])
    }
    command.addOption(option)
  }
  command.addHelpText('after', examples(definition.examples))
  command.action(async () => {
    await act(definition, command.args, command.opts())
  })
}

/** The program with all commands of the registry. */
export function createProgram(act: Act): Command {
  const program = configure(new Command('foyer'))
    .description('Invite links, people and events of a Foyer, from the command line.')
    .addHelpText('after', overview)
  const parents = new Map<string, Command>()
  for (const definition of commands) {
    const [first = '', second] = definition.name.split(' ')
    if (second === undefined) {
      add(program, first, definition, act)
      continue
    }
    const parent =
      parents.get(first) ?? configure(program.command(first)).description(groups[first] ?? '')
    parents.set(first, parent)
    add(parent, second, definition, act)
  }
  return program
}

/** Whether commander has said what was wrong; null where it was something else. */
export function usageExit(error: unknown): number | null {
  if (!(error instanceof CommanderError)) return null
  const isHelp = error.code === 'commander.helpDisplayed' || error.code === 'commander.version'
  return isHelp ? 0 : 2
}
