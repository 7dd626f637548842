import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

export type Strength = 'weak' | 'fair' | 'strong'

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** How hard a password is to guess, as advice only; the rules are lib/password-policy.ts. */
export function strengthOf(password: string): Strength {
  // Longer ones cost time and cannot become weaker by it.
  const { score } = zxcvbn.check(password.slice(0, 64))
  if (score <= 2) return 'weak'
  return score === 3 ? 'fair' : 'strong'
}
