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
  // What waits for clocks, for lines that break, for others to give up.
  'src/platform/backup/trouble.test.ts',
  'src/platform/clock.test.ts',
  'src/platform/database/scarce.test.ts',
  'src/platform/http/long-bodies.test.ts',
  'src/platform/markdown/document/patient.test.ts',
  'src/platform/workers.test.ts',
  'src/spine/messages/previews.test.ts',
  'src/spine/outside/outside.test.ts',
  'test/blobs/disk.test.ts',
  'test/blobs/s3.test.ts',
  'test/live/live.test.ts',
  'test/live/read-by.test.ts',
  // What has much to carry.
  'src/platform/previews/previews.test.ts',
  'src/tools/files/hostile.test.ts',
  'src/tools/files/previews/previews.test.ts',
  'src/tools/operating/files.test.ts',
  'test/audit.test.ts',
  'test/many.test.ts',
  'test/many-files.test.ts',
]
