import { groups } from '../groups'
import type { Place, Word } from './tree'

const groupNames = Object.keys(groups).join(' ')

/** A text between single quotes, for all three shells. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

const list = (words: readonly string[]) => quoted(words.join(' '))
const names = (words: Word[]) => list(words.map(({ word }) => word))

/** Options with a fixed set of values, wherever they may stand. */
function choicesOf(places: Place[]): Word[] {
  const withChoices = places.flatMap(({ words }) =>
    words.filter(({ choices }) => choices.length > 0),
  )
  return [...new Map(withChoices.map((word) => [word.word, word])).values()]
}

/** The words before the one that is typed, without options: `link create`. */
const bashCommand = `local typed='' word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ $word == -* ]] && break
    [[ -n $typed && " ${groupNames} " != *" $typed "* ]] && break
    typed="\${typed:+$typed }$word"
  done`

export function bashScript(places: Place[]): string {
  const choices = choicesOf(places).map(
    ({ word, choices }) => `    ${word}) words=${list(choices)} ;;`,
  )
  const cases = places.map(({ typed, words }) => `    ${quoted(typed)}) words=${names(words)} ;;`)
  return `# foyer completion bash
_foyer() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  ${bashCommand}
  case "$before" in
${choices.join('\n')}
    *) case "$typed" in
${cases.join('\n')}
    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _foyer foyer
`
}

export function zshScript(places: Place[]): string {
  const described = ({ word, description }: Word) =>
    quoted(`${word}:${description.replaceAll(':', '\\:')}`)
  const choices = choicesOf(places).map(
    ({ word, choices }) => `    ${word}) compadd -- ${choices.map(quoted).join(' ')}; return ;;`,
  )
  const cases = places.map(
    ({ typed, words }) => `    ${quoted(typed)}) found=(${words.map(described).join(' ')}) ;;`,
  )
  return `#compdef foyer
# foyer completion zsh
_foyer() {
  local typed='' word
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ $word == -* ]] && break
    [[ -n $typed && " ${groupNames} " != *" $typed "* ]] && break
    typed="\${typed:+$typed }$word"
  done
  case "\${words[CURRENT-1]}" in
${choices.join('\n')}
  esac
  case "$typed" in
${cases.join('\n')}
  esac
  _describe 'foyer' found || _files
}
if [[ $funcstack[1] == _foyer ]]; then _foyer "$@"; else compdef _foyer foyer; fi
`
}

export function fishScript(places: Place[]): string {
  const lines = places.flatMap(({ typed, words }) =>
    words.map(({ word, description, choices }) => {
      const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-f -a ${quoted(word)}`
      const values = choices.length > 0 ? ` -x -a ${list(choices)}` : ''
      const condition = quoted(`__foyer_typed ${typed}`.trim())
      return `complete -c foyer -n ${condition} ${what}${values} -d ${quoted(description)}`
    }),
  )
  return `# foyer completion fish
function __foyer_typed
  set -l words (commandline -opc)
  set -e words[1]
  set -l typed
  for word in $words
    string match -q -- '-*' $word; and break
    if test -n "$typed"; and not contains -- "$typed" ${groupNames}
      break
    end
    set -a typed $word
  end
  test "$typed" = "$argv"
end
${lines.join('\n')}
`
}
