import { enableCompileCache } from 'node:module'

/** A thread loads its modules anew: compiled ones are taken from the cache, which has to be asked for first. */
enableCompileCache()
await import('./reader.ts')
