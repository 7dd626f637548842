import { defineConfig, devices } from 'playwright/test'
import { chromiumOptions } from './e2e/support/chromium'

const baseURL = process.env.E2E_URL

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  timeout: 30_000,
  use: { ...(baseURL && { baseURL }) },
  projects: [
    // The longest tests first, so that the others fill the time beside them.
    { name: 'faults', testMatch: 'faults/*.spec.ts' },
    { name: 'api', testMatch: 'contract/*.spec.ts', testIgnore: '**/coverage.spec.ts' },
    {
      name: 'browser',
      testMatch: ['journeys/*.spec.ts', 'scene/*.spec.ts', 'sweep/*.spec.ts'],
      use: {
        ...devices['Desktop Chrome'],
        // axe must not measure a colour on its way from one theme to the other.
        contextOptions: { reducedMotion: 'reduce' },
        launchOptions: chromiumOptions(),
      },
    },
    // Looks back at what the others saw, so it runs last.
    { name: 'api-coverage', testMatch: 'contract/coverage.spec.ts', dependencies: ['api'] },
  ],
})
