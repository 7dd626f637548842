import { findOutside, findSideways } from './edges'
import { type Check, type Defect, describe, type Found, listTargets, settle } from './elements'
import { findCovered, findSmallTargets } from './targets'
import { findBrokenWords, findCutOff } from './texts'

/** Everything that is wrong with the page as it stands. */
export async function findInPage(): Promise<Defect[]> {
  await settle()
  const targets = listTargets()
  const found: Record<Check, Found[]> = {
    sideways: findSideways(),
    'broken word': findBrokenWords(),
    'cut off': findCutOff(),
    'small target': findSmallTargets(targets),
    outside: findOutside(targets),
    covered: findCovered(targets),
  }
  const defects = Object.entries(found).flatMap(([check, items]) =>
    items.map(([element, detail]) => ({ check, selector: describe(element), detail })),
  )
  return defects as Defect[]
}
