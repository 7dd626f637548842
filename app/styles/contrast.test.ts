import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

type Theme = 'light' | 'dark'
type Colour = [number, number, number]

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8')

/** The colours of one theme, by their role: tokens.css gives each as `light-dark(#…, #…)`. */
function coloursOf(theme: Theme): Map<string, Colour> {
  const pairs = css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
  return new Map(
    [...pairs].map(([, role = '', light = '', dark = '']) => [
      role,
      channels(theme === 'light' ? light : dark),
    ]),
  )
}

function channels(hex: string): Colour {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(hex.slice(at, at + 2), 16),
  )
  return [red, green, blue]
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['surface', 'surface-raised', 'surface-sunken']
const tints = ['accent-soft', 'good-soft', 'warn-soft', 'bad-soft']

/** Which colours meet in app/styles, and how far apart they have to be. */
const pairs: { what: string; ink: string; on: string[]; least: number }[] = [
  { what: 'text', ink: 'ink', on: [...grounds, ...tints], least: 7 },
  { what: 'secondary text', ink: 'ink-soft', on: grounds, least: 4.5 },
  { what: 'a link or a quiet button', ink: 'accent', on: [...grounds, 'accent-soft'], least: 7 },
  { what: 'a link under the pointer', ink: 'accent-strong', on: grounds, least: 7 },
  { what: 'the text of a button', ink: 'accent-ink', on: ['accent', 'accent-strong'], least: 7 },
  { what: 'an error beside its field', ink: 'bad', on: [...grounds, 'bad-soft'], least: 7 },
  { what: 'a good state', ink: 'good', on: ['good-soft'], least: 7 },
  { what: 'a state to mind', ink: 'warn', on: ['warn-soft'], least: 7 },
  { what: 'the line of a control', ink: 'line-control', on: grounds, least: 3 },
  { what: 'the outline of the focus', ink: 'focus', on: [...grounds, ...tints], least: 3 },
]

// CHECKLIST U9: the rules of both themes.
describe.each<Theme>(['light', 'dark'])('in the %s theme', (theme) => {
  const colours = coloursOf(theme)
  const colour = (role: string): Colour => {
    const found = colours.get(role)
    if (!found) throw new Error(`tokens.css has no --${role} for both themes.`)
    return found
  }

  test.each(pairs)('$what ($ink) stands out by $least : 1', ({ ink, on, least }) => {
    const ratios = on.map((ground) => [ground, contrast(colour(ink), colour(ground))] as const)
    expect(ratios.filter(([, ratio]) => ratio < least)).toEqual([])
  })

  test('every colour of a text or a line is looked at', () => {
    const inks = new Set([...pairs.map(({ ink }) => ink), ...grounds, ...tints])
    // A line that only divides carries no meaning of its own.
    expect([...colours.keys()].filter((role) => !inks.has(role))).toEqual(['line'])
  })
})

test('the measure is that of WCAG', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2)
})
