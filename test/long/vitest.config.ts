import { defineConfig } from 'vitest/config'

/** What takes an hour: `npm run test:long`, on request. A file of its own for each subject. */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    globalSetup: ['test/setup.ts', 'test/long/built.ts', 'test/e2e/find-browser.ts'],
    reporters: ['default', './test/closing-line.ts'],
    // One after the other: what is measured has the machine to itself.
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 3 * 3_600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 10_000, interval: 25 } },
  },
})
