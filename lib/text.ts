/**
 * Text from outside. Its length is bounded before anything is done with it, since the cost of Unicode
 * normalisation grows with the square of a run of combining marks (docs/decisions/0039).
 */

/** UTF-16 units that a text from outside has at most, unless its field has a bound of its own. */
export const TEXT_MAX = 1024

/**
 * Combining marks in a row that a new text has at most: what UAX #15 calls the Stream-Safe Text Format
 * (section 13). No language needs more.
 */
const MARKS_MAX = 30

/** Whether a text may be looked at, in UTF-16 units. */
export function isWithin(text: string, max = TEXT_MAX): boolean {
  return text.length <= max
}

/** The beginning of a text that is only looked for, of which more would find nothing. */
export function cut(text: string): string {
  return text.slice(0, TEXT_MAX)
}

// The half-width sound marks are letters that NFKC makes marks of. What shows nothing does not part marks.
const marks = /[\p{M}\p{Default_Ignorable_Code_Point}\uff9e\uff9f]+/gu

/** Whether more than `MARKS_MAX` combining marks follow each other; linear in the length. */
export function hasTooManyMarks(text: string): boolean {
  const runs = text.match(marks) ?? []
  return runs.some((run) => [...run].length > MARKS_MAX)
}

/** What NFC makes of a text within the bound at most (UAX #15, section 9: "expansion factors"). */
const NORMALISED_MAX = 3 * TEXT_MAX

/**
 * No other module normalises. A text over the bound has passed no check, which is a fault of ours.
 * @throws RangeError over `max` UTF-16 units
 */
export function normalised(text: string, form: 'NFC' | 'NFKC', max = NORMALISED_MAX): string {
  if (!isWithin(text, max)) throw new RangeError('A text was not bounded before it was normalised.')
  return text.normalize(form)
}

/** For comparison without regard to case or to how a character is composed. */
export function folded(text: string): string {
  return normalised(text, 'NFKC').toLowerCase()
}

/** For comparison as `folded`, and without regard to characters that show nothing. */
export function foldedAsSeen(text: string): string {
  // What stood apart may compose now. Its marks are in order already.
  return withoutIgnorable(folded(text)).normalize('NFKC')
}

const ignorable = /\p{Default_Ignorable_Code_Point}/gu

/** Without the characters that show nothing by themselves (UAX #44, Default_Ignorable_Code_Point). */
function withoutIgnorable(text: string): string {
  return text.replace(ignorable, '')
}

// A flag is made of regional indicators, which are no pictographs of their own.
const visible = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u

/**
 * Whether a name shows a letter, a digit or a pictograph. Hangul fillers are letters that show nothing
 * and are ignorable; the blank of Braille, U+2800, is a symbol.
 */
export function isVisible(text: string): boolean {
  return visible.test(withoutIgnorable(text))
}
