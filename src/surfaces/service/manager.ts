import type { Environment } from '../../config/paths.ts'
import type { Service } from './description.ts'

/** What a service is installed with. */
export interface Installation {
  readonly service: Service
  readonly env: Environment
  /** The user's home directory. */
  readonly home: string
  readonly uid: number
  /** `DOMAIN\user` on Windows. */
  readonly user: string
}

export interface ServiceState {
  readonly installed: boolean
  readonly running: boolean
  /** Started by itself at the next login. */
  readonly enabled: boolean
  /** Where it is described. */
  readonly file: string
}

/** A system's way to keep a program running. */
export interface ServiceManager {
  /** What it is called where people read of it. */
  readonly title: string
  file(installation: Installation): string
  /** What stands in that file. */
  text(installation: Installation): string
  /** Writes the file, has it started now and at every login, and answers what else its user should know. */
  install(installation: Installation): Promise<readonly string[]>
  /** Ends it and takes it away. */
  uninstall(installation: Installation): Promise<'removed' | 'not installed'>
  status(installation: Installation): Promise<ServiceState>
}
