/** A whole number as people of this language write it, in the digits that every page uses. */
export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(`${locale}-u-nu-latn`).format(value)
}
