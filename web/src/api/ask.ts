import type { Api } from '../../../src/surfaces/answers/index.ts'
import { ApiError } from './api-error.ts'
import { paths } from './paths.ts'

/** The name of a question. */
export type Question = keyof Api

/** What a question takes. */
export type Parameters<Name extends Question> = Api[Name]['parameters']

/** What a question answers. */
export type Answer<Name extends Question> = Api[Name]['answer']

/** The address of a question with its parameters; those that are undefined are left out. */
export const addressOf = <Name extends Question>(name: Name, parameters: Parameters<Name>): string => {
  const query = new URLSearchParams()
  const left = new Map(Object.entries(parameters).filter(([, value]) => value !== undefined))
  const path = paths[name].replace(/\{(\w+)\}/g, (_, part: string) => {
    const value = left.get(part)
    left.delete(part)
    return encodeURIComponent(String(value))
  })
  for (const [key, value] of left) query.set(key, String(value))
  return `/api${path}${query.size > 0 ? `?${query}` : ''}`
}

/** Asks the server. Throws `ApiError`: what the server said, or that it does not answer. */
export const ask = async <Name extends Question>(
  name: Name,
  parameters: Parameters<Name>,
  signal?: AbortSignal,
): Promise<Answer<Name>> => (await send(addressOf(name, parameters), signal ? { signal } : {})) as Answer<Name>

/** Sends something else than a question: what changes something. Throws `ApiError`. */
export const send = async (address: string, init: RequestInit): Promise<unknown> => {
  let response: Response
  try {
    response = await fetch(address, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new ApiError(
      'unreachable',
      'The server does not answer.',
      'maestro up starts it; this page goes on by itself.',
    )
  }
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return body
  throw ApiError.from(body, response.status)
}
