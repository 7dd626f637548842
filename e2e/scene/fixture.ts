import { test as base } from '../support/browser'
import { type SceneApp, startSceneApp } from './scene-app'

/** Tests that share one Foyer with the scene in it, one per worker. */
export const test = base.extend<object, { sceneApp: SceneApp }>({
  sceneApp: [
    // Playwright wants a pattern here; it needs nothing of it.
    async ({ playwright: _ }, use) => {
      const app = await startSceneApp()
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})
