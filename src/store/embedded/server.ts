/** How `pg` reaches the server. `host` is a folder that holds the Unix socket, except on Windows: there it is loopback. */
export interface EmbeddedConnection {
  host: string
  port: number
  user: string
  database: string
  /** Windows only: elsewhere the socket's folder is closed to everybody else. */
  password?: string
}

export interface EmbeddedServer {
  connection: EmbeddedConnection
  dataDirectory: string
  socketDirectory: string
  /** Of PostgreSQL, such as `18.4`. */
  version: string
  /** Whether this call started it; false when it ran already. */
  startedHere: boolean
  /** Whether this call made the database, so that it is empty. */
  initialised: boolean
}

export interface JoinOptions {
  /** Maestro's data folder, resolved by the caller. Made when it does not exist. */
  home: string
  /** Minutes without a client after which a server started by this call ends by itself. Default 10. */
  idleMinutes?: number
}

export const databaseUser = 'maestro'
export const databaseName = 'postgres'
export const socketPort = 5432
export const defaultIdleMinutes = 10
