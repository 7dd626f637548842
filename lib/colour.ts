/** Red, green and blue, each from 0 to 255. */
export type Rgb = readonly [number, number, number]

/** The colour of `#rrggbb`. */
export function parseHex(hex: string): Rgb {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(hex.slice(at, at + 2), 16),
  )
  return [red, green, blue]
}

/** A colour as `#rrggbb`. */
export function toHex(colour: Rgb): string {
  return `#${colour.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, "contrast ratio". */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Hue in degrees; saturation and lightness from 0 to 1. */
export type Hsl = { hue: number; saturation: number; lightness: number }

/** The hue, saturation and lightness of a colour (CSS Color 4, 7.2). */
export function toHsl(colour: Rgb): Hsl {
  const [red, green, blue] = colour.map((value) => value / 255) as [number, number, number]
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const [lightness, spread] = [(most + least) / 2, most - least]
  if (spread === 0) return { hue: 0, saturation: 0, lightness }
  const saturation = spread / (1 - Math.abs(2 * lightness - 1))
  return { hue: hueOf({ red, green, blue }, most, spread), saturation, lightness }
}

type Parts = { red: number; green: number; blue: number }

function hueOf({ red, green, blue }: Parts, most: number, spread: number): number {
  if (most === red) return 60 * (((green - blue) / spread + 6) % 6)
  return most === green ? 60 * ((blue - red) / spread + 2) : 60 * ((red - green) / spread + 4)
}

/** The colour of a hue, saturation and lightness (CSS Color 4, 7.1). */
export function fromHsl({ hue, saturation, lightness }: Hsl): Rgb {
  const chroma = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12
    return 255 * (lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [channel(0), channel(8), channel(4)]
}
