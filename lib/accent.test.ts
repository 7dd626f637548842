import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accentCss, accentIn, themes } from '@/lib/accent'
import { contrast, fromHsl, parseHex, toHex, toHsl } from '@/lib/colour'
import { grounds, pairs, tokensOf } from '@/lib/testing/contrast'

const colours = fc
  .integer({ min: 0, max: 0xffffff })
  .map((n) => `#${n.toString(16).padStart(6, '0')}`)

/** The pairs of colours that are too close to each other with an accent in a theme. */
function tooClose(theme: 'light' | 'dark', chosen: string): string[] {
  const tokens = new Map([...tokensOf(theme), ...Object.entries(accentIn(theme, chosen))])
  const colour = (role: string) => parseHex(tokens.get(role) ?? '')
  return pairs.flatMap(({ ink, on, least }) =>
    on
      .filter((ground) => contrast(colour(ink), colour(ground)) < least)
      .map((ground) => `${ink} on ${ground}`),
  )
}

describe.each<'light' | 'dark'>(['light', 'dark'])('in the %s theme', (theme) => {
  // CHECKLIST U9
  test('any accent keeps every pair of colours as far apart as the tokens are', async () => {
    await fc.assert(
      fc.property(colours, (chosen) => {
        expect([chosen, tooClose(theme, chosen)]).toEqual([chosen, []])
      }),
      { numRuns: 300, examples: [['#000000'], ['#ffffff'], ['#ffff00'], ['#0000ff'], ['#00ff00']] },
    )
  })

  test('the surfaces that an accent is computed for are those of tokens.css', () => {
    const tokens = tokensOf(theme)
    const { ink, focus, grounds: known } = themes[theme]
    expect(known.map(toHex)).toEqual(grounds.map((role) => tokens.get(role)))
    expect([toHex(ink), toHex(focus)]).toEqual([tokens.get('ink'), tokens.get('focus')])
  })
})

test('a colour that can be read already is taken as it is', () => {
  expect(accentIn('light', '#0a5458').accent).toBe('#0a5458')
  expect(accentIn('dark', '#7fd0cf').accent).toBe('#7fd0cf')
})

test('the style sheet holds four colours and nothing else', () => {
  const colour = '#[0-9a-f]{6}'
  const role = (name: string) => `--${name}:light-dark\\(${colour},${colour}\\)`
  const roles = ['accent', 'accent-strong', 'accent-ink', 'accent-soft'].map(role)
  expect(accentCss('#1a6b5f')).toMatch(new RegExp(`^html:root\\{${roles.join(';')}\\}\n$`))
})

test('a colour survives its way through hue, saturation and lightness', async () => {
  await fc.assert(
    fc.property(colours, (colour) => {
      expect(toHex(fromHsl(toHsl(parseHex(colour))))).toBe(colour)
    }),
  )
})
