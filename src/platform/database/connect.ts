import postgres from 'postgres'

/** A pool of connections to the database, speaking SQL by tagged templates (postgres.js). */
export type Pool = postgres.Sql<{ bigint: number }>
/** One connection inside a transaction. */
export type Sql = postgres.ReservedSql<{ bigint: number }>

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
const MOST = 6

/** Opens a pool. Ids come as numbers, column names in camelCase, dates as Date (milliseconds). */
export function connect(address: Address, as: Credentials, most = MOST): Pool {
  return postgres({
    ...address,
    username: as.user,
    password: as.password,
    max: most,
    idle_timeout: 0,
    connect_timeout: 10,
    onnotice: () => {},
    types: {
      bigint: { to: 20, from: [20], parse: (text: string) => Number(text), serialize: (n: number) => String(n) },
    },
    transform: { column: { from: postgres.toCamel } },
    connection: { application_name: 'copse', search_path: 'copse,public', TimeZone: 'UTC' },
  })
}
