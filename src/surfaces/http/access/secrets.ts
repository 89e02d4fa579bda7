import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A secret that nobody guesses: 256 random bits, in characters that stand in links and cookies as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret in its place. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** Whether two secrets are the same, in a time that tells nothing of where they differ. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(hashOf(a), hashOf(b))
