import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/setup.ts', 'test/e2e/find-browser.ts'],
    reporters: ['default', './test/closing-line.ts'],
    // A browser and a site fill two cores: one file at a time, and what is loaded stays.
    maxWorkers: 1,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000, interval: 25 } },
  },
})
