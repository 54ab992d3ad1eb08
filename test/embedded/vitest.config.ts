import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/embedded/**/*.test.ts', 'test/life/**/*.test.ts'],
    globalSetup: ['test/embedded/bundle.ts', 'test/life/prepared.ts'],
    // Each test has real servers: two files at a time are what two cores bear.
    maxWorkers: 2,
    // Against hanging, not a measure: on a busy machine the longest takes three times as long.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
