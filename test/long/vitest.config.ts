import { defineConfig } from 'vitest/config'

/** What takes minutes or hours: on request, one after another. */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    globalSetup: 'test/setup.ts',
    reporters: ['default', './test/closing-line.ts'],
    maxWorkers: 1,
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
})
