/**
 * What is hostile or takes long: `npm run test:hostile`, and no part of `npm run check`, which is to take two minutes. What must
 * not go unnoticed so long has something quick there: for the access of routes, `test/smoke.test.ts`.
 */
export const heavy = [
  'test/access/**/*.test.ts',
  'test/fuzz/**/*.test.ts',
  'test/hostile/**/*.test.ts',
  'test/live/catching-up.test.ts',
  'src/platform/backup/backup.test.ts',
  'src/platform/calendar/file/hostile.test.ts',
  'src/platform/markdown/hostile.test.ts',
  'src/platform/markdown/xss.test.ts',
]
