import type { Random } from '../random.ts'

const adjectives =
  'amber brisk calm copper dapper eager fuzzy gentle hazy idle jolly keen lively mellow nimble oaken patient quiet rustic silver tidy umber velvet wry zesty'.split(
    ' ',
  )
const verbs =
  'baking carving drifting folding gliding hopping juggling knitting leaping mending napping orbiting painting roaming sailing tending wandering weaving'.split(
    ' ',
  )
const nouns =
  'acorn badger canyon dolphin ember falcon glacier harbor island juniper kettle lantern meadow nutmeg otter pebble quartz river sparrow thistle violin walnut'.split(
    ' ',
  )

/** The name that Claude Code gives a session: `jolly-mending-otter`. */
export const sessionSlug = (random: Random): string =>
  `${random.pick(adjectives)}-${random.pick(verbs)}-${random.pick(nouns)}`
