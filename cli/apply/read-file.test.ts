import { describe, expect, test } from 'vitest'
import { UsageError } from '../errors'
import { parseDeclared } from './read-file'

/** The message and the lines with which a file is refused. */
function refusal(text: string): string[] {
  try {
    parseDeclared('foyer.yaml', text)
  } catch (error) {
    if (error instanceof UsageError) return [error.message, ...error.lines]
    throw error
  }
  return []
}

const cannot = 'foyer.yaml cannot be applied. Nothing was changed.'

describe('a file of links and settings', () => {
  test('is read as the API would take it', () => {
    const text = `
links:
  rowing-2027:
    name: "  Rowing club "
    expiresAt: 2027-01-31T18:00:00Z
    maxUses: 10
    show: { title: Rowing }
  2028:
    name: Chess
    expiresAt: 2028-01-31T18:00:00Z
    enabled: false
settings:
  instanceName: The club
`
    expect(parseDeclared('foyer.yaml', text)).toEqual({
      links: {
        'rowing-2027': {
          name: 'Rowing club',
          expiresAt: '2027-01-31T18:00:00Z',
          maxUses: 10,
          show: { title: 'Rowing' },
        },
        2028: { name: 'Chess', expiresAt: '2028-01-31T18:00:00Z', enabled: false },
      },
      settings: { instanceName: 'The club' },
    })
  })

  test('names every problem with its line and path, in the order of the lines', () => {
    const text = `links:
  rowing:
    name: Rowing
    expiresAt: 7d
    places: 10
  chess club:
    name: 2027
    expiresAt: 2027-01-31T18:00:00Z
    show:
      titel: Chess
setting: {}
`
    expect(refusal(text)).toEqual([
      cannot,
      'foyer.yaml:4: links.rowing.expiresAt: Enter a date and time with a time zone, such as 2030-01-31T18:00:00Z.',
      'foyer.yaml:5: links.rowing.places: Unknown field. Remove it.',
      'foyer.yaml:6: links.chess club: Use 1 to 64 characters: letters from A to Z, digits, dots, hyphens and underscores.',
      'foyer.yaml:11: setting: Unknown field. Remove it.',
    ])
  })

  test.each([
    [
      'links:\n  rowing:\n    expiresAt: 2027-01-31T18:00:00Z',
      2,
      'links.rowing.name: Enter a name.',
    ],
    ['links:\n  rowing:\n', 2, 'links.rowing: This has to be a mapping'],
    ['links:\n  - rowing', 1, 'links: This has to be a mapping'],
    ['- links', 1, 'the file: This has to be a mapping'],
    ['links:\n  __proto__:\n    name: x', 2, 'links.__proto__: Use 1 to 64 characters'],
    ['settings:\n  accentColor: green', 2, 'settings.accentColor: Enter a colour as a hex code'],
  ])('%j is refused at line %i', (text, line, message) => {
    const [first, problem] = refusal(text)
    expect(first).toBe(cannot)
    expect(problem).toContain(`foyer.yaml:${line}: ${message}`)
  })

  test.each([
    ['links: [', 'foyer.yaml:1: '],
    ['links:\n  a: 1\n  a: 2\n', 'foyer.yaml:3: Map keys must be unique'],
    ['links: !!js/function "x"', 'foyer.yaml:1: Unresolved tag'],
    ['links: {}\n---\nlinks: {}\n', 'foyer.yaml:2: Source contains multiple documents'],
  ])('%j is not YAML that can be applied', (text, problem) => {
    const [message, line] = refusal(text)
    expect(message).toBe('foyer.yaml is not YAML. Nothing was changed.')
    expect(line).toContain(problem)
  })

  test('declares something', () => {
    expect(refusal('')).toEqual(['foyer.yaml declares nothing: neither links nor settings.'])
  })

  test('cannot fill the memory by aliases', () => {
    const bomb = [
      'a: &a [x]',
      ...'bcdefgh'.split('').map((name, at) => {
        const before = 'abcdefgh'[at]
        return `${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`
      }),
    ].join('\n')
    expect(refusal(bomb)).toEqual(['foyer.yaml repeats itself by aliases too often.'])
  })
})
