import type { Page } from 'playwright/test'
import { expect, test } from '../support/browser'
import { findDefects } from './find-defects'
import type { Check } from './in-page/elements'

// The checks themselves, on the smallest page with each defect and on pages without one.

test.use({ viewport: { width: 400, height: 600 } })

async function checksOf(page: Page, body: string): Promise<Check[]> {
  const style = '*{box-sizing:border-box} body{margin:8px;font:16px/24px sans-serif}'
  await page.setContent(`<!doctype html><style>${style}</style>${body}`)
  return (await findDefects(page)).map(({ check }) => check)
}

const bad: readonly (readonly [guarantee: string, check: Check, body: string])[] = [
  ['a table wider than the page', 'sideways', '<table style="width:500px"><td>Wide</td></table>'],
  [
    'overflow that the page hides',
    'sideways',
    '<style>body{overflow-x:hidden}</style><p style="width:500px">Wide</p>',
  ],
  [
    'a button with one letter per line',
    'broken word',
    '<button style="width:30px;padding:0;overflow-wrap:anywhere">Copy</button>',
  ],
  [
    'a table header that breaks within a word',
    'broken word',
    '<table><th style="width:40px;max-width:40px;word-break:break-all">Activity</th></table>',
  ],
  [
    'a badge that breaks within a word',
    'broken word',
    '<span class="badge" style="display:block;width:40px;word-break:break-all">Scheduled</span>',
  ],
  [
    'a text that ends in an ellipsis',
    'cut off',
    '<p style="width:60px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">A long name</p>',
  ],
  [
    'a text wider than its button',
    'cut off',
    '<button style="width:80px;white-space:nowrap">Search and commands</button>',
  ],
  [
    'clamped lines',
    'cut off',
    '<p style="height:24px;width:80px;overflow:hidden">Several words in two lines</p>',
  ],
  [
    'an option wider than its select',
    'cut off',
    '<select style="width:90px"><option>Viewer: can look, cannot change</option></select>',
  ],
  [
    'two small buttons side by side',
    'small target',
    '<style>button{width:16px;height:16px;padding:0;border:0}</style><button>a</button><button>b</button>',
  ],
  [
    'a small button at the edge of a large one',
    'small target',
    '<div style="display:flex"><button style="width:12px;height:12px;padding:0"></button><button style="height:40px">Large</button></div>',
  ],
  [
    'a button outside the window',
    'outside',
    '<button style="position:fixed;left:390px;width:80px">Out</button>',
  ],
  [
    'a dialog taller than the window that does not scroll',
    'outside',
    '<div role="dialog" style="position:fixed;top:0;height:900px;width:300px">Tall</div>',
  ],
  [
    'a menu that extends past the edge',
    'outside',
    '<div role="menu" style="position:absolute;left:350px;width:120px"><span role="menuitem">Edit</span></div>',
  ],
  [
    'a tooltip that extends past the edge',
    'outside',
    '<span role="tooltip" style="position:absolute;left:300px;width:200px">Friday at 18:00</span>',
  ],
  [
    'a link under something else',
    'covered',
    '<a href="#a">Under</a><div style="position:absolute;inset:0;background:#fff"></div>',
  ],
]

for (const [what, check, body] of bad) {
  test(`finds ${what}`, async ({ page }) => {
    expect(await checksOf(page, body)).toContain(check)
  })
}

const good: readonly (readonly [what: string, body: string])[] = [
  [
    'a table that scrolls in a box of its own',
    '<div tabindex="0" style="overflow-x:auto"><table style="width:900px"><td><a href="#a">Wide</a></td></table></div>',
  ],
  ['a button with its words on two lines', '<button style="width:90px">Create link</button>'],
  [
    'a word that is longer than any line',
    `<button style="max-width:100%;overflow-wrap:anywhere">${'Donaudampf'.repeat(9)}</button>`,
  ],
  [
    'Japanese, which breaks anywhere',
    '<button style="width:60px;padding:0">招待リンクを作成する</button>',
  ],
  [
    'an ellipsis at the edge of a page that hides overflow',
    '<style>body{overflow-x:hidden}</style><p title="A long name" style="width:60px;margin-left:320px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">A long name</p>',
  ],
  [
    'a shortened text whose title has all of it',
    '<p title="A long name" style="width:60px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis">A long name</p>',
  ],
  [
    'a text for screen readers only',
    '<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap">Select all of these</span>',
  ],
  [
    'a small link in a sentence',
    '<p>Read <a href="#a">it</a> or <a href="#b">not</a>, it says.</p>',
  ],
  [
    'a small button with room around it',
    '<button style="width:16px;height:16px;padding:0;margin:20px">x</button>',
  ],
  [
    'a checkbox with its label',
    '<label style="display:flex;min-height:32px"><input type="checkbox"> Use as defaults</label>',
  ],
  [
    'a dialog that scrolls',
    '<dialog id="d" style="height:300px;overflow-y:auto"><div style="height:900px"></div><button>Save</button></dialog><script>d.showModal()</script>',
  ],
  [
    'what a modal dialog covers',
    '<button>Behind</button><dialog id="d"><button>Before</button></dialog><script>d.showModal()</script>',
  ],
  [
    'a disabled button outside the window',
    '<button disabled style="position:fixed;left:-90px;width:80px">Out</button>',
  ],
]

for (const [what, body] of good) {
  test(`finds nothing wrong with ${what}`, async ({ page }) => {
    expect(await checksOf(page, body)).toEqual([])
  })
}

test('reports each defect once, with a selector and the text to look for', async ({ page }) => {
  const button =
    '<button class="button" style="width:30px;padding:0;overflow-wrap:anywhere">Copy</button>'
  await page.setContent(`<ul class="list"><li>${button}</li><li>${button}</li></ul>`)
  const found = await findDefects(page)
  expect(found.filter(({ check }) => check === 'broken word')).toEqual([
    { check: 'broken word', selector: 'ul.list button.button “Copy”', detail: '“Copy” (+ 1)' },
  ])
})
