/** The program as it is served: the long tests start it, or what they start needs its files. */
export default async function built(): Promise<void> {
  await import('../../build.ts')
}
