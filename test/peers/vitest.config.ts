import { defineConfig } from 'vitest/config'

/** Against a PostgreSQL of the system's own, another version than the one that Copse brings along. */
export default defineConfig({
  test: {
    include: ['test/peers/**/*.test.ts'],
    globalSetup: ['test/long/built.ts'],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
})
