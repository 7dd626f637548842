import type { Page } from 'playwright'
import * as edges from './in-page/edges'
import * as elements from './in-page/elements'
import * as main from './in-page/main'
import * as targets from './in-page/targets'
import * as texts from './in-page/texts'

const functions = [elements, edges, targets, texts, main].flatMap((module) => Object.values(module))

// Functions within functions call `__name` where tsx compiled them.
const script = `(() => {
  const __name = (one) => one
  ${functions.map(String).join('\n')}
  return findInPage()
})()`

/** Everything that is wrong with a page as it stands; of what is wrong in each row of a list the first. */
export async function findDefects(page: Page): Promise<elements.Defect[]> {
  const defects: elements.Defect[] = await page.evaluate(script)
  const kindOf = ({ check, selector }: elements.Defect) => `${check} ${selector.split(' “')[0]}`
  return [...new Set(defects.map(kindOf))].flatMap((kind) => {
    const [first, ...more] = defects.filter((defect) => kindOf(defect) === kind)
    if (!first) return []
    return more.length === 0 ? first : { ...first, detail: `${first.detail} (+ ${more.length})` }
  })
}
