import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { loopback } from './connection.ts'
import type { EmbeddedFolder } from './folder.ts'
import { giveTo, type Runner } from './runner.ts'

export interface ListenSettings {
  port: number
  /** The value of `unix_socket_directories`; undefined: loopback. */
  socket: string | undefined
}

/** Writes the whole `postgresql.conf`: it is ours, and made anew before every start. */
export function writeSettings(folder: EmbeddedFolder, runner: Runner, listen: ListenSettings): void {
  const path = join(folder.data, 'postgresql.conf')
  const text = Object.entries({ ...settings(usableMemory()), ...listening(listen) })
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join('')
  if (readFileSync(path, 'utf8') === text) return
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  giveTo(runner, `${path}.new`)
  renameSync(`${path}.new`, path)
}

function listening({ port, socket }: ListenSettings): Record<string, string | number> {
  if (socket === undefined) return { port, listen_addresses: loopback, unix_socket_directories: '' }
  return { port, listen_addresses: '', unix_socket_directories: socket, unix_socket_permissions: '0700' }
}

const gigabyte = 1024 ** 3

function usableMemory(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

function settings(memory: number): Record<string, string | number> {
  return {
    cluster_name: 'maestro',
    max_connections: 40,
    shared_buffers: memory < gigabyte ? '32MB' : memory < 8 * gigabyte ? '128MB' : '256MB',
    effective_cache_size: `${Math.max(128, Math.round(memory / 2 / 1024 ** 2))}MB`,
    maintenance_work_mem: memory < gigabyte ? '32MB' : '128MB',
    work_mem: '16MB',
    huge_pages: 'try',
    random_page_cost: 1.1,
    jit: 'off',
    // An import is one burst of writing: let it finish before a checkpoint writes every page twice.
    wal_level: 'minimal',
    max_wal_senders: 0,
    wal_buffers: '16MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    // Containers give /dev/shm 64 MB, and logind empties it when the user logs out: files in the data directory instead,
    // and room in the main shared memory so that they are rarely needed.
    ...(process.platform === 'win32' ? {} : { dynamic_shared_memory_type: 'mmap', min_dynamic_shared_memory: '16MB' }),
    // A query whose client was killed must not go on.
    ...(process.platform === 'linux' ? { client_connection_check_interval: '5s' } : {}),
    // The log tells about the server, never about a statement and its values.
    log_destination: 'stderr',
    logging_collector: 'off',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_autovacuum_min_duration: -1,
    log_line_prefix: '%m [%p] ',
    log_timezone: 'UTC',
    timezone: 'UTC',
    datestyle: 'iso, mdy',
    lc_messages: 'C',
    lc_monetary: 'C',
    lc_numeric: 'C',
    lc_time: 'C',
    default_text_search_config: 'pg_catalog.simple',
  }
}
