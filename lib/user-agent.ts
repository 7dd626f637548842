const browsers = [
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /\bOPR\/|\bOpera\b/],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrom(e|ium)\/|CriOS\//],
  ['Safari', /Safari\//],
  ['curl', /^curl\//],
] as const

const systems = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['ChromeOS', /CrOS/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const

export type Agent = { browser: string | null; system: string | null }

/** A browser and its system by the names that people know. A hint only: both are easily faked. */
export function readAgent(agent: string | null): Agent {
  const find = (known: readonly (readonly [string, RegExp])[]) =>
    known.find(([, pattern]) => pattern.test(agent ?? ''))?.[0] ?? null
  return { browser: find(browsers), system: find(systems) }
}
