import type { SceneApp } from '../scene/scene-app'
import type { Walker } from './walker'

export type Job = {
  title: string
  path: string
  walk: (walker: Walker, app: SceneApp) => Promise<void>
}

/** From the top of the page past what is on every page. */
async function skip(walker: Walker) {
  await walker.press('Tab')
  await walker.press('Enter')
}

export const jobs: readonly Job[] = [
  {
    title: 'Create and copy a link',
    path: '/admin/links',
    walk: async (walker) => {
      const { page } = walker
      await skip(walker)
      await walker.reach(page.getByRole('button', { name: 'Create link' }))
      await walker.press('Enter', page.getByRole('dialog'))
      await walker.type('Regatta')
      await walker.reach(page.getByRole('dialog').getByRole('button', { name: 'Create link' }))
      await walker.press('Enter', page.getByRole('textbox', { name: 'Address of Regatta' }))
      await walker.press('Tab')
      await walker.press('Enter', page.getByText('Copied').first())
      await walker.press('Escape', page.getByText('27 in total'))
    },
  },
  {
    title: 'See who joined',
    path: '/admin/links',
    walk: async (walker, { scene }) => {
      const { page } = walker
      await skip(walker)
      await walker.reach(page.getByRole('searchbox'))
      await walker.type('rowing', page.getByText('1 in total'))
      const { name } = scene.links.spring
      await walker.reach(page.getByRole('link', { name, exact: true }))
      await walker.press('Enter', page.getByRole('heading', { level: 1, name }))
      await walker.reach(page.getByRole('table', { name: 'People' }).getByRole('link').first())
      await walker.press('Tab')
      await walker.press('Enter', page.getByRole('dialog'))
      await walker.press('Escape')
    },
  },
  {
    title: 'Extend a link',
    path: '/admin/links?q=summer',
    walk: async (walker, { scene }) => {
      const { page } = walker
      await skip(walker)
      const name = `Actions for ${scene.links.party.name}`
      await walker.reach(page.getByRole('button', { name, exact: true }))
      await walker.press('Enter', page.getByRole('menu'))
      await walker.reach(page.getByRole('menuitem', { name: 'Extend by 7 days' }), 'ArrowDown')
      await walker.press('Enter', page.getByText('Link extended'))
    },
  },
  {
    title: 'Revoke a link, and undo it',
    path: '/admin/links?q=newsletter',
    walk: async (walker, { scene }) => {
      const { page } = walker
      await skip(walker)
      const name = `Actions for ${scene.links.takenBack.name}`
      await walker.reach(page.getByRole('button', { name, exact: true }))
      await walker.press('Enter', page.getByRole('menu'))
      await walker.reach(page.getByRole('menuitem', { name: 'Revoke' }), 'ArrowDown')
      await walker.press('Enter', page.getByText('Link revoked'))
      await walker.press('F6')
      await walker.reach(page.getByRole('button', { name: 'Undo' }))
      await walker.press('Enter', page.getByText('Undone'))
    },
  },
  {
    title: 'Answer an invite request',
    path: '/admin',
    walk: async (walker) => {
      const { page } = walker
      await skip(walker)
      await walker.reach(page.getByRole('link', { name: 'Open requests' }))
      await walker.press('Enter', page.getByRole('heading', { level: 1, name: 'Requests' }))
      await walker.reach(page.getByRole('button', { name: /^Send a fresh link/ }).first())
      await walker.press('Enter', page.getByText('11 in total'))
      await walker.reach(page.getByRole('button', { name: /^Dismiss the request/ }).first())
      await walker.press('Enter', page.getByText('10 in total'))
    },
  },
  {
    title: 'Find a person',
    path: '/admin',
    walk: async (walker, { scene }) => {
      const { page } = walker
      await walker.press('Control+k', page.getByRole('dialog').getByRole('combobox'))
      await walker.type(
        'Countess',
        page.getByRole('option', { name: new RegExp(scene.member.name) }),
      )
      const { name } = scene.member
      await walker.press('Enter', page.getByRole('heading', { level: 1, name }))
    },
  },
]
