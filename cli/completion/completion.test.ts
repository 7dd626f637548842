import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { commands } from '../registry'
import { bashScript, fishScript, zshScript } from './scripts'
import { completionTree } from './tree'

const places = completionTree(commands)

/** What bash offers for the last of these words. */
function complete(...words: string[]): string[] {
  const program = `${bashScript(places)}
COMP_WORDS=("foyer" "$@"); COMP_CWORD=$#; _foyer; printf '%s\\n' "\${COMPREPLY[@]}"`
  const output = execFileSync('bash', ['-c', program, 'bash', ...words], { encoding: 'utf8' })
  return output.split('\n').filter(Boolean)
}

describe('completion', () => {
  test('bash offers commands, their options and the values of options', () => {
    expect(complete('pe')).toEqual(['people'])
    expect(complete('link', 're')).toEqual(['resume', 'revoke'])
    expect(complete('link', 'create', 'Rowing', '--pl')).toEqual(['--places'])
    expect(complete('link', 'list', '--state', 'p')).toEqual(['paused'])
    expect(complete('completion', 'f')).toEqual(['fish'])
  })

  test('bash offers the options of a command, not those of another', () => {
    expect(complete('whoami', '--')).toEqual([
      '--url',
      '--token',
      '--token-file',
      '--json',
      '--help',
    ])
    expect(complete('export', '--')).toEqual(['--help'])
  })

  test('zsh and fish know every command and every option with its meaning', () => {
    const [zsh, fish] = [zshScript(places), fishScript(places)]
    for (const { words } of places) {
      for (const { word, description } of words) {
        expect(zsh).toContain(`${word}:`)
        expect(fish).toContain(description.replaceAll("'", "'\\''"))
      }
    }
  })
})
