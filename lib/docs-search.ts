/** A page of the documentation, or a field or an error on it, that was found. */
export type Found = {
  /** Its address, with the part of the page. */
  path: string
  title: string
  summary: string
}

/** The longest text that the documentation is searched for, in UTF-16 units. */
export const SEARCH_MAX = 200
