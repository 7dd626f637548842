import { describe, expect, test } from 'vitest'
import { contrast, parseHex, type Rgb } from '@/lib/colour'
import { grounds, pairs, tints, tokensOf } from '@/lib/testing/contrast'

// CHECKLIST U9: the rules of both themes.
describe.each<'light' | 'dark'>(['light', 'dark'])('in the %s theme', (theme) => {
  const colours = tokensOf(theme)
  const colour = (role: string): Rgb => {
    const found = colours.get(role)
    if (!found) throw new Error(`tokens.css has no --${role} for both themes.`)
    return parseHex(found)
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
