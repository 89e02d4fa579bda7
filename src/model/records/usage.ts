import { flag, id, instant, integer } from '../field.ts'
import { defineRecord } from '../record.ts'
import { logLine } from './log-line.ts'

export const usage = defineRecord('usage', {
  doc: 'The tokens of one API message, counted once however often logs repeat it.',
  key: ['id'],
  conflict: 'largest',
  fields: {
    id: id('`message.id` with `requestId`; for Codex the session with the cumulative total that it raises'),
    session: id('The session that spent them'),
    at: instant('When'),
    position: integer('Byte offset in the log'),
    logLine,
    model: id('The model; absent where the log does not say').maybe(),
    inputTokens: integer('Input without cache'),
    cacheCreation5mTokens: integer('Written to the five-minute cache'),
    cacheCreation1hTokens: integer('Written to the one-hour cache'),
    cacheReadTokens: integer('Read from cache'),
    outputTokens: integer('Output, reasoning included'),
    reasoningTokens: integer('Reasoning, as far as the log tells it apart'),
    webSearches: integer('Server-side searches, billed apart').maybe(),
    speed: id('`fast` where the message ran in fast mode').maybe(),
    serviceTier: id('`standard`, `priority`, `batch`').maybe(),
    sidechain: flag('Whether it was logged as a side conversation'),
    lowerBound: flag('Whether the version that wrote it is known to log a stub instead of the real output'),
  },
})
