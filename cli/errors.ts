type Details = {
  /** Further lines, such as the problem of each field. */
  lines: string[]
  /** The name of Foyer's error, such as `NotFoundError`; null where it was not Foyer that said no. */
  code: string | null
  /** The fields that Foyer's error names, such as `/body/name`. */
  paths: string[]
}

/** The command was written wrongly: exit code 2, and nothing was changed. */
export class UsageError extends Error {
  readonly lines: string[]

  constructor(message: string, lines: string[] = []) {
    super(message)
    this.lines = lines
  }
}

/** Foyer refused, or could not be reached: exit code 1. */
export class RefusedError extends Error {
  readonly lines: string[]
  readonly code: string | null
  readonly paths: string[]

  constructor(message: string, { lines = [], code = null, paths = [] }: Partial<Details> = {}) {
    super(message)
    this.lines = lines
    this.code = code
    this.paths = paths
  }
}
