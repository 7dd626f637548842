import { getDb } from './db'
import { type Asked, type Declaration, type Filters, orderOf } from './list-declaration'
import { countNear, countOf, selectsOf } from './list-statements'

/** How many there are: exact up to a bound; beyond it there are more. */
export type Total = { count: number; more: boolean }

/** How many rows are counted at most where nothing else is said. */
const COUNTED = 10_000
/** How many of a list's first rows have to be found for a word to be common. */
const COMMON = 50

/** How the rows of a list are counted. */
export function countsOf<F extends Filters, S extends string, C>(
  list: Declaration<F, S, C, never, unknown>,
) {
  const selects = (asked: Asked<F, S>) => selectsOf(list, orderOf(list, {}), asked)

  async function count(asked: Asked<F, S>, bound = COUNTED): Promise<Total> {
    const { all } = await selects(asked)
    const [row] = await getDb().$queryRaw<{ count: number }[]>(countOf(all, bound + 1))
    return within(row?.count ?? 0, bound)
  }

  async function estimate(asked: Asked<F, S>, bound: number): Promise<Total> {
    const { near } = await selects(asked)
    if (near === null) return await count(asked, bound)
    const [row] = await getDb().$queryRaw<{ count: number; all: boolean }[]>(countNear(near))
    const { count: found, all } = row ?? { count: 0, all: true }
    if (all) return within(found, bound)
    return found < COMMON ? await count(asked, bound) : { count: found, more: true }
  }

  return { count, estimate }
}

function within(found: number, bound: number): Total {
  return { count: Math.min(found, bound), more: found > bound }
}
