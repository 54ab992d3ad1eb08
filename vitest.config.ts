import { availableParallelism } from 'node:os'
import { defineConfig, mergeConfig } from 'vitest/config'
import { heavy } from './test/hostile/heavy.ts'

/** How tests over HTTP run, the quick ones and those of `test/hostile/heavy.ts`. */
export const shared = defineConfig({
  test: {
    globalSetup: ['test/in-memory.ts', 'test/setup.ts'],
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What comes by a job comes when the machine has time for it.
    expect: { poll: { timeout: 10_000 } },
    // Each has some ten connections to the one database. One more than there are processors, for while one waits.
    maxWorkers: Math.min(8, availableParallelism() + 1),
    // What was translated once is read the next time.
    experimental: { fsModuleCache: true },
    // What a file loads stays for the next one: otherwise loading takes longer than testing.
    isolate: false,
  },
})

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: ['src/**/*.test.ts', 'seeds/**/*.test.ts', 'test/**/*.test.ts'],
      exclude: [
        'test/e2e/**',
        'test/embedded/**',
        'test/life/**',
        'test/long/**',
        'test/peers/**',
        'node_modules/**',
        ...heavy,
      ],
    },
  }),
)
