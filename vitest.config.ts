import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'seeds/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/embedded/**', 'test/life/**', 'test/long/**', 'test/peers/**', 'node_modules/**'],
    globalSetup: 'test/setup.ts',
    reporters: ['default', './test/closing-line.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // What a file loads stays for the next one: otherwise loading takes longer than testing.
    isolate: false,
  },
})
