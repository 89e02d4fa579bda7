import type { ClientConfig } from 'pg'

/** Where PostgreSQL is reached: a URL, or the parts of an embedded server's address. */
export type Address =
  | { readonly url: string }
  | {
      readonly host: string
      readonly port: number
      readonly user: string
      readonly database: string
      readonly password?: string
    }

/** A server that neither answers nor refuses counts as away after so many milliseconds. */
const connectionTimeoutMillis = 10_000

/** The address as `pg` wants it. */
export const configOf = (address: Address): ClientConfig => ({
  ...('url' in address ? { connectionString: address.url, keepAlive: true } : address),
  application_name: 'maestro',
  connectionTimeoutMillis,
})
