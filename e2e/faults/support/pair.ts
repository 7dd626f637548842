import { type App, freePort } from '../../support/app'
import { startProxy } from '../../support/proxy'
import { test as base } from './foyer'

export type Pair = {
  apps: [App, App]
  /** In front of both. */
  url: string
  database: string
  /** Starts the app again where it was. */
  restart(app: App): Promise<void>
}

/** Two apps on one PostgreSQL, and the proxy in front of them. */
export const test = base.extend<{ givenPair: (env?: Record<string, string>) => Promise<Pair> }>({
  givenPair: async ({ foyer, givenPostgres, undo }, use) => {
    await use(async (env = {}) => {
      const { url: database } = await givenPostgres()
      const port = await freePort()
      const settings = {
        DATABASE_URL: database,
        APP_SECRET: 'obviously-fake-but-long-enough-secret',
        PUBLIC_URL: `http://localhost:${port}`,
        TRUST_PROXY_HOPS: '1',
        ...env,
      }
      const apps: [App, App] = await Promise.all([foyer(settings), foyer(settings)])
      const proxy = await startProxy(port, [apps[0].port, apps[1].port])
      undo(proxy.stop)
      const restart = async (app: App) => {
        await foyer(settings, { port: app.port })
      }
      return { apps, url: proxy.url, database, restart }
    })
  },
})
