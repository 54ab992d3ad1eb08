import { defineConfig, mergeConfig } from 'vitest/config'
import { shared } from '../../vitest.config.ts'
import { heavy } from './heavy.ts'

/** The same as `npm run check` has, with what it leaves out. */
export default mergeConfig(shared, defineConfig({ test: { include: heavy } }))
