import { type Address, type Credentials, openLine } from './connect.ts'
import { type Steady, steady } from './steady.ts'

/**
 * Listens in a channel of the database on a connection of its own, and begins again whenever that is lost. Resolves when it
 * listens for the first time.
 * @param begun called each time that it begins to listen: what was said before was not heard
 */
export function listen(
  address: Address,
  as: Credentials,
  channel: string,
  hear: (payload: string) => void,
  begun: () => void,
): Promise<Steady> {
  return steady(
    (lost) => openLine(address, as, 1, { lost, hear: (where, payload) => where === channel && hear(payload) }),
    async (line) => {
      await line.unsafe(`listen ${channel}`)
      begun()
    },
  )
}
