/**
 * What is hostile or takes long: `npm run test:hostile`, and no part of `npm run check`, which is to take two minutes. What must
 * not go unnoticed so long has something quick there: `test/smoke.test.ts` for the access of routes.
 */
export const heavy = [
  'test/access/**/*.test.ts',
  'test/fuzz/**/*.test.ts',
  'test/hostile/**/*.test.ts',
  'test/live/catching-up.test.ts',
  'src/platform/markdown/hostile.test.ts',
]
