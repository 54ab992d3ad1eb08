import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first: otherwise one browser would go through all pages while the other has nothing to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => moduleId.includes('every-page')
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: ['test/in-memory.ts', 'test/setup.ts', 'test/e2e/find-browser.ts'],
    reporters: ['default', './test/closing-line.ts'],
    // Two browsers at once: while one lays a page out, a test waits. What is loaded stays.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    isolate: false,
    // Against hanging, not a measure: on a busy machine the longest takes three times as long.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000, interval: 25 } },
  },
})
