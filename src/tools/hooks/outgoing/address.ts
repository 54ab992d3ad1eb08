import { type Fetcher, Unfetched } from '../../../platform/fetching.ts'
import { type Invalid, invalid } from '../../../platform/http/problems.ts'
import { LONGEST_ADDRESS, webAddress } from '../../../spine/outside/addresses.ts'
import { refusePlain } from './sending.ts'

/**
 * An address that may be told what happens: of the web, encrypted, and not of this machine or the network it is in, unless the
 * operator allows it. Asks for the address of its name: never in a transaction.
 * @throws Invalid
 */
export async function checkedAddress(fetcher: Fetcher, typed: string): Promise<string> {
  const address = webAddress(typed)
  if (!address) throw invalid('address', 'no-web-address')
  if (address.length > LONGEST_ADDRESS) throw invalid('address', 'too-long', { most: LONGEST_ADDRESS })
  try {
    await refusePlain(fetcher, address)
    await fetcher.leadsTo(address)
  } catch (error) {
    if (!(error instanceof Unfetched)) throw error
    throw refused(address, error)
  }
  return address
}

function refused(address: string, { reason }: Unfetched): Invalid {
  if (reason === 'unresolved' || reason === 'too-slow') return invalid('address', 'hooks-not-found')
  return address.startsWith('http:') ? invalid('address', 'hooks-plain') : invalid('address', 'hooks-inside')
}
