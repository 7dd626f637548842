import type { Command } from '../command'
import { bashScript, fishScript, zshScript } from '../completion/scripts'
import { completionTree } from '../completion/tree'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript }
const shells = ['bash', 'zsh', 'fish'] as const

/** Prints what makes a shell complete the commands, this one included. */
export function completionOf(others: () => Command[]): Command {
  return {
    name: 'completion',
    summary: 'Print the completion for a shell',
    arguments: [{ name: '<shell>', description: 'bash, zsh or fish', choices: shells }],
    examples: ['completion bash >> ~/.bashrc', 'completion fish | source'],
    works: 'here',
    run: async ({ args: [name] }) => {
      const shell = shells.find((known) => known === name) ?? 'bash'
      process.stdout.write(scripts[shell](completionTree(others())))
    },
  }
}
