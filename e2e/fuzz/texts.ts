/** UTF-16 units that the app looks at, of any text (docs/decisions/0039). */
export const BOUND = 1024

const filled = (pattern: string, units: number) =>
  pattern.repeat(Math.ceil(units / pattern.length)).slice(0, units)

const inHalves = (first: string, second: string, units: number) =>
  first.repeat(Math.floor(units / 2)) + second.repeat(Math.ceil(units / 2))

/**
 * Texts that cost more to read than they are long, by the number of UTF-16 units: long runs of combining
 * marks in canonical order and out of it, characters that show nothing, marks of direction, what
 * normalisation makes longer, and steps of a path that lead back.
 */
export const costlyTexts: Record<string, (units: number) => string> = {
  'marks of one kind': (units) => `a${filled('\u0301', units - 1)}`,
  'marks in order': (units) => `a${inHalves('\u0323', '\u0301', units - 1)}`,
  'marks out of order': (units) => `a${inHalves('\u0301', '\u0323', units - 1)}`,
  'marks by turns': (units) => `a${filled('\u0301\u0323\u0345\u05b0', units - 1)}`,
  'marks in short runs': (units) => filled(`a${'\u0301'.repeat(15)}${'\u0323'.repeat(15)}`, units),
  'half-width marks': (units) => filled('ｶ\uff9e\u0323\uff9f\u0301', units),
  'shows nothing': (units) => filled('\u00ad\u034f\u200d\u3164\ufe0f\u2062', units),
  tags: (units) => filled('\u{e0041}\u{e0061}', units),
  'bidi marks': (units) => filled('\u202e\u2066\u200f\u061c\u2069', units),
  ligatures: (units) => filled('\ufdfa', units),
  jamo: (units) => filled('\u1112\u1161\u11ab', units),
  'dot segments': (units) => filled('/../%2e%2e/./', units),
  'address of marks': (units) => `a@${filled('\u0301\u0323', units - 8)}.example`,
}
