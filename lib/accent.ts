import { contrast, fromHsl, type Hsl, parseHex, type Rgb, toHex, toHsl } from '@/lib/colour'

/** What an accent meets in one theme: the values of app/styles/tokens.css, which a test compares. */
type Theme = { grounds: Rgb[]; ink: Rgb; focus: Rgb; darkens: boolean }

export const themes = {
  light: {
    grounds: ['#faf7f1', '#fffdf9', '#f1ece2'].map(parseHex),
    ink: parseHex('#1d2426'),
    focus: parseHex('#0a5458'),
    darkens: true,
  },
  dark: {
    grounds: ['#16191a', '#1e2324', '#101314'].map(parseHex),
    ink: parseHex('#eceae4'),
    focus: parseHex('#f0d58a'),
    darkens: false,
  },
} as const satisfies Record<string, Theme>

/** The ratios that app/styles/contrast.test.ts asks of text and of the outline of the focus. */
const TEXT = 7
const OUTLINE = 3

const STEP = 0.005

/** The four colours of an accent in one theme, as `#rrggbb`. */
export type Accent = Record<'accent' | 'accent-strong' | 'accent-ink' | 'accent-soft', string>

/** Rounded to what the style sheet says, so that the ratio is that of the colour on the screen. */
function colourOf(hsl: Hsl): Rgb {
  return parseHex(toHex(fromHsl(hsl)))
}

/**
 * The shade of a colour nearest to its lightness that holds, looked for in one direction. At constant hue
 * and saturation the luminance rises with the lightness, from black to white.
 */
function shade(hsl: Hsl, darkens: boolean, holds: (colour: Rgb) => boolean): Hsl {
  const [step, end] = darkens ? [-STEP, 0] : [STEP, 1]
  let { lightness } = hsl
  while (lightness !== end && !holds(colourOf({ ...hsl, lightness }))) {
    lightness = Math.min(1, Math.max(0, lightness + step))
  }
  return { ...hsl, lightness }
}

function isApart(from: Rgb[], least: number) {
  return (colour: Rgb) => from.every((other) => contrast(colour, other) >= least)
}

/** The tint behind a chosen row or a note: pale in the light theme, deep in the dark one. */
function softOf({ hue, saturation }: Hsl, { ink, focus, darkens }: Theme): Rgb {
  const tint = { hue, saturation: Math.min(saturation, 0.35), lightness: darkens ? 0.91 : 0.16 }
  const reads = isApart([ink], TEXT)
  const outlines = isApart([focus], OUTLINE)
  return colourOf(shade(tint, !darkens, (colour) => reads(colour) && outlines(colour)))
}

/**
 * The colours of a theme for a chosen accent: of its hue, as near to its lightness as text in them and on
 * them can be read.
 */
export function accentIn(name: keyof typeof themes, chosen: string): Accent {
  const theme: Theme = themes[name]
  const hsl = toHsl(parseHex(chosen))
  const soft = softOf(hsl, theme)
  const accent = shade(hsl, theme.darkens, isApart([...theme.grounds, soft], TEXT))
  const { lightness } = accent
  const strong = colourOf({
    ...accent,
    lightness: theme.darkens ? lightness * 0.8 : lightness + (1 - lightness) * 0.4,
  })
  const text = { ...hsl, lightness: theme.darkens ? 1 : 0.1 }
  const ink = shade(text, !theme.darkens, isApart([colourOf(accent), strong], TEXT))
  return {
    accent: toHex(colourOf(accent)),
    'accent-strong': toHex(strong),
    'accent-ink': toHex(colourOf(ink)),
    'accent-soft': toHex(soft),
  }
}

/** The style sheet that puts an accent in the place of Foyer's own. More specific than tokens.css. */
export function accentCss(chosen: string): string {
  const [light, dark] = [accentIn('light', chosen), accentIn('dark', chosen)]
  const roles = Object.keys(light) as (keyof Accent)[]
  const lines = roles.map((role) => `--${role}:light-dark(${light[role]},${dark[role]})`)
  return `html:root{${lines.join(';')}}\n`
}

/** Where the style sheet of an accent is; another colour has another address. */
export function accentHref(chosen: string): string {
  return `/accent.css?v=${chosen.slice(1)}`
}
