import { takeLock } from '../lock.ts'

const lock = await takeLock(process.argv[2] ?? '', 0)
process.stdout.write(lock ? 'held' : 'refused')
setInterval(() => lock, 1000)
