/** A query as Next gives it to a page. */
export type PageQuery = Record<string, string | string[] | undefined>

/** Some texts of a query, without those that are empty or given twice. */
export function textsOf<Name extends string>(
  query: PageQuery,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const texts: Partial<Record<Name, string>> = {}
  for (const name of names) {
    const value = query[name]
    if (typeof value === 'string' && value !== '') texts[name] = value
  }
  return texts
}
