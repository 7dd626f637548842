import { type Argument, type Command, connectionOptions, type Option } from '../command'
import { groups } from '../groups'

/** A word that may follow, with what it means. */
export type Word = { word: string; description: string; choices: readonly string[] }

/** What may follow the words typed so far, such as `link` or `link create`; '' after the program's name. */
export type Place = { typed: string; words: Word[] }

function optionWord({ flags, description, choices = [] }: Option): Word {
  return { word: /--[\w-]+/.exec(flags)?.[0] ?? flags, description, choices }
}

function argumentWords({ description, choices = [] }: Argument): Word[] {
  return choices.map((word) => ({ word, description, choices: [] }))
}

function wordsAfter(command: Command): Word[] {
  const options = [
    ...(command.options ?? []),
    ...(command.works === 'foyer' ? connectionOptions : []),
    { flags: '--help', description: 'show how it is used' },
  ]
  return [...(command.arguments ?? []).flatMap(argumentWords), ...options.map(optionWord)]
}

const asWord = ([word, description]: [string, string]): Word => ({ word, description, choices: [] })

/** Every place at which a shell can complete. */
export function completionTree(commands: Command[]): Place[] {
  const single = commands.filter(({ name }) => !name.includes(' '))
  const first = [
    ...Object.entries(groups).map(asWord),
    ...single.map(({ name, summary }) => asWord([name, summary])),
  ]
  const second = Object.keys(groups).map((group) => ({
    typed: group,
    words: commands
      .filter(({ name }) => name.startsWith(`${group} `))
      .map(({ name, summary }) => asWord([name.slice(group.length + 1), summary])),
  }))
  const leaves = commands.map((command) => ({ typed: command.name, words: wordsAfter(command) }))
  return [{ typed: '', words: first }, ...second, ...leaves]
}
