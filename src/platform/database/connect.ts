import postgres from 'postgres'
import { dialling } from './dialling.ts'
import { type Line, renewing } from './renewing.ts'

/** A pool of connections to the database, speaking SQL by tagged templates (postgres.js). */
export type Pool = postgres.Sql<{ bigint: number }>
/** One connection inside a transaction. */
export type Sql = postgres.ReservedSql<{ bigint: number }>

/** A query that is sent when it is waited for, or is a part of another. */
export type Rows<T extends object> = postgres.PendingQuery<T[]>

/** A part of a query. */
export type Fragment = postgres.Fragment

/**
 * The rows of a query as one column of another, in their order: one statement asks for all that a page needs. Its names
 * are as the query says them; times in it are texts.
 */
export function rowsColumn(sql: Sql, rows: postgres.Fragment): postgres.Fragment {
  return sql`(select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (${rows}) r)`
}

export interface Address {
  host: string
  port: number
  database: string
}

export interface Credentials {
  user: string
  password: string
}

/** How many connections serve requests: each keeps its plans, 15 to 20 MB, and two processors have no more to do at once. */
const MOST = 4
/** A connection begins anew after a day: what its plans and caches gathered is given back. */
const A_DAY_S = 86_400

/**
 * Opens a pool that outlives its connections: what is asked while the database is away fails, what is asked after it has
 * come back is answered. Ids come as numbers, column names in camelCase, dates as Date (milliseconds).
 * @param settings PostgreSQL's own, for each connection
 */
export function connect(
  address: Address,
  as: Credentials,
  most = MOST,
  settings: Record<string, string | number> = {},
): Pool {
  return renewing((lost) => openLine(address, as, most, { lost }, settings))
}

/** What happens to a pool's connections. */
interface Ears {
  /** One was closed, by us or not. */
  lost(): void
  /** Somebody said something in a channel that is listened to. */
  hear?(channel: string, payload: string): void
}

/** A pool as the driver makes it, which must not be used further once a connection of it was lost: see `renewing()`. */
export function openLine(
  address: Address,
  as: Credentials,
  most: number,
  { lost, hear }: Ears,
  settings: Record<string, string | number> = {},
): Line {
  const dial = dialling()
  const options = {
    ...address,
    socket: dial.open,
    username: as.user,
    password: as.password,
    max: most,
    idle_timeout: 0,
    max_lifetime: A_DAY_S,
    connect_timeout: 10,
    onnotice: () => {},
    onclose: lost,
    ...(hear && { onnotify: hear }),
    types: {
      bigint: { to: 20, from: [20], parse: (text: string) => Number(text), serialize: (n: number) => String(n) },
    },
    transform: { column: { from: postgres.toCamel } },
    // Compiling a plan takes longer than any query of ours: the embedded server never does, another is told.
    connection: { application_name: 'copse', search_path: 'copse,public', TimeZone: 'UTC', jit: 'off', ...settings },
  }
  const line: Line = postgres(options)
  const { end } = line
  line.end = (options) => {
    dial.close()
    return end(options)
  }
  return line
}
