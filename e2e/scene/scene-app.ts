import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type App, environment, startApp } from '../support/app'
import type { Scene } from './fill-scene'

export type SceneApp = App & { scene: Scene }

/** Runs `npm run scene` beside an app. In a process of its own: Playwright cannot load the product's use cases. */
export async function fillApp({ port, folder }: App): Promise<Scene> {
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...environment(port, folder, {}), NODE_ENV: 'production' },
    silent: true,
  })
  const output: unknown[] = []
  child.stderr?.on('data', (text) => output.push(text))
  let scene: Scene | undefined
  child.on('message', (message) => {
    scene = message as Scene
  })
  await once(child, 'close')
  if (!scene) throw new Error(output.join(''))
  return scene
}

/** A Foyer of its own with the scene in it. */
export async function startSceneApp(): Promise<SceneApp> {
  const app = await startApp()
  try {
    return { ...app, scene: await fillApp(app) }
  } catch (error) {
    await app.stop()
    throw error
  }
}
