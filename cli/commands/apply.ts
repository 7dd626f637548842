import { carryOut, type Outcome } from '../apply/carry-out'
import { createPlan, isEmpty, type Plan } from '../apply/plan'
import { readDeclared } from '../apply/read-file'
import { showPlan } from '../apply/show-plan'
import type { Command, Context } from '../command'
import { RefusedError, UsageError } from '../errors'
import { isSet, type Options, textOf } from '../options'
import { readLine } from '../stdin'

/** npm runs its scripts in the folder of package.json, and says from where it was called. */
function folderOf({ npm_lifecycle_event, INIT_CWD }: NodeJS.ProcessEnv): string {
  return npm_lifecycle_event === 'foyer' && INIT_CWD ? INIT_CWD : process.cwd()
}

function fileOf(options: Options): string {
  const file = textOf(options, 'file')
  if (file === undefined) throw new UsageError('Name the file: foyer apply -f foyer.yaml')
  const isDecided = isSet(options, 'yes') || isSet(options, 'dryRun')
  if (file === '-' && !isDecided) {
    throw new UsageError('A file from standard input goes with --yes or --dry-run.')
  }
  if (file === '-' && textOf(options, 'tokenFile') === '-') {
    throw new UsageError('Standard input cannot be both the file and the token.')
  }
  return file
}

/** The plan as a program reads it. */
function toJson({ links, settings }: Plan, outcomes: Outcome[]) {
  return {
    links: links.map(({ key, action, changes, link }) => {
      const outcome = outcomes.find(({ name, result }) => name === key && result !== 'refused')
      return { key, action, changes, url: outcome?.link?.url ?? link?.url ?? null }
    }),
    settings: { changes: settings.changes },
    applied: outcomes.length > 0,
    refused: outcomes.flatMap(({ name, error }) =>
      error ? [{ name, message: error.message }] : [],
    ),
  }
}

function showOutcome({ name, result, link, error }: Outcome): string[] {
  if (error) return [`✗ ${name}: ${error.message}`, ...error.lines.map((line) => `  ${line}`)]
  if (result === 'unchanged') return []
  return [`✓ ${name} ${result}${result === 'created' && link ? `: ${link.url}` : ''}`]
}

async function isConfirmed({ options, note }: Context): Promise<boolean> {
  if (isSet(options, 'yes')) return true
  note('Type “yes” to apply this.')
  return (await readLine())?.trim() === 'yes'
}

async function run(context: Context): Promise<void> {
  const { options, now, connect, print, note } = context
  const declared = await readDeclared(fileOf(options), folderOf(process.env))
  const connection = await connect()
  const plan = await createPlan(connection, declared, now)
  const json = isSet(options, 'json')
  if (!json) print(null, () => showPlan(plan))
  if (isEmpty(plan) || isSet(options, 'dryRun')) {
    if (json) print(toJson(plan, []), () => '')
    else if (isEmpty(plan)) note('Everything is as declared. Nothing was changed.')
    return
  }
  if (json && !isSet(options, 'yes')) note(showPlan(plan))
  if (!(await isConfirmed(context))) throw new RefusedError('Nothing was changed.')
  const outcomes = await carryOut(connection, plan)
  print(toJson(plan, outcomes), () => outcomes.flatMap(showOutcome).join('\n'))
  const refused = outcomes.filter(({ error }) => error !== null).length
  if (refused > 0) throw new RefusedError(`${refused} of ${outcomes.length} could not be applied.`)
}

export const apply: Command = {
  name: 'apply',
  summary: 'Create and change links and settings as a YAML file declares them',
  options: [
    { flags: '-f, --file <file>', description: 'the file (docs/cli.md), or - for standard input' },
    { flags: '--dry-run', description: 'only show what would be done' },
    { flags: '--yes', description: 'do it without a question' },
  ],
  examples: ['apply -f foyer.yaml --dry-run', 'apply -f foyer.yaml --yes'],
  works: 'foyer',
  run,
}
