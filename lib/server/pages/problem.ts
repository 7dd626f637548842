import { AppError } from '@/lib/errors'
import { fieldMessage } from '@/lib/field-errors'

/** What a page shows: what it finds, or nothing and a sentence that says what is wrong with its query. */
export async function orProblem<T extends object, N extends object>(
  find: () => Promise<T>,
  nothing: N,
): Promise<(T | N) & { problem: string | null }> {
  try {
    return { ...(await find()), problem: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const [first] = error.problems
    const problem = first ? fieldMessage(first.code, first.values) : error.message
    return { ...nothing, problem }
  }
}
