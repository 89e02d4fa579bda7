/**
 * Opens what logs and repositories name, and only where the user allowed it. Shared by all connectors.
 *
 *     const look = lookWithin(context.roots)
 *     const pointer = await look.read(join(folder, '.git'), 65_536)
 */
export { type Look, lookAnywhere, lookWithin } from './look.ts'
export { fill, openFound } from './open.ts'
export { isForeign } from './roots.ts'
