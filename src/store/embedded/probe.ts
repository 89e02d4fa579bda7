import { connect } from 'node:net'
import { join } from 'node:path'
import type { EmbeddedConnection } from './server.ts'

/** Whether something accepts connections there. */
export function answers(connection: Pick<EmbeddedConnection, 'host' | 'port'>): Promise<boolean> {
  const { host, port } = connection
  const socket = connect(process.platform === 'win32' ? { host, port } : { path: join(host, `.s.PGSQL.${port}`) })
  return new Promise((resolve) => {
    const finish = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(2000, () => finish(false))
    socket.once('connect', () => finish(true))
    socket.once('error', () => finish(false))
  })
}
