import { defineConfig, devices } from 'playwright/test'

const baseURL = process.env.E2E_URL

// Root has no sandbox; the rest keeps Chromium from asking the internet for anything.
const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

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
    { name: 'api', testMatch: 'contract/*.spec.ts', testIgnore: '**/coverage.spec.ts' },
    {
      name: 'browser',
      testMatch: 'journeys/*.spec.ts',
      use: {
        ...devices['Desktop Chrome'],
        launchOptions: {
          ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
          args: chromiumArguments,
        },
      },
    },
    // Looks back at what the others saw, so it runs last.
    { name: 'api-coverage', testMatch: 'contract/coverage.spec.ts', dependencies: ['api'] },
  ],
})
