import type { Command } from './command'
import { apply } from './commands/apply'
import { completionOf } from './commands/completion'
import { events } from './commands/events'
import { hereCommands } from './commands/here'
import { linkChanges } from './commands/link-change'
import { linkCreate } from './commands/link-create'
import { linkList } from './commands/link-list'
import { peopleChanges } from './commands/people-change'
import { peopleList } from './commands/people-list'
import { whoami } from './commands/whoami'

/** Every command, in the order of the help. */
export const commands: Command[] = [
  linkCreate,
  linkList,
  ...linkChanges,
  peopleList,
  ...peopleChanges,
  events,
  whoami,
  apply,
  ...hereCommands,
  completionOf(() => commands),
]
