import { joinEmbedded } from '../index.ts'

const [home = '', idleMinutes] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await joinEmbedded({ home, idleMinutes: Number(idleMinutes) })))
