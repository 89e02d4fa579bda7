/** What the name of a variable, option, header or JSON key says about its value. */
export type NameClass = 'password' | 'secret' | 'token' | 'api-key' | 'private-key' | 'credential'

const suffixes: readonly (readonly [NameClass, RegExp])[] = [
  [
    'password',
    /(?:password|passwd|passphrase|passcode|(?:^|[^a-z])pass|(?:db|pg|user|smtp|mail|ssh|ftp|root|admin|redis|sudo)pass|(?:^|[^l])pwd|mnemonic|seedphrase)$/,
  ],
  [
    'private-key',
    /(?:private|signing|encryption|master|ssh|deploy|hmac|cipher|aes|encrypt|decryption|session|cookie)[-_ ]?key$/,
  ],
  [
    'api-key',
    /(?:api|access|secret|account|auth|license|licence|service|shared|storage|subscription|client|app|application|admin|integration|ingest|write|webhook|server|heroku|hubspot|mailchimp|mailgun|stripe|openai|anthropic|claude|gemini|snyk|datadog|algolia|sentry|github|gitlab|slack|twilio|sendgrid|segment|mixpanel|amplitude|newrelic|grafana|linear|jira|notion|airtable|figma|pinecone|cohere|mistral|groq|azure|aws|gcp|google|firebase|supabase|cloudflare|vercel)[-_ ]?key$/,
  ],
  ['secret', /secret(?:s|[-_ ]?value|[-_ ]?key[-_ ]?base)?$/],
  ['token', /token$/],
  ['credential', /(?:credential|credentials|(?:^|[-_])auth|authorization|creds)$/],
]

/** Names that end like a secret's and hold none. */
const harmless =
  /(?:(?:next|prev|previous|page|pagination|continuation|continue|cursor|sync|resume|start|end|csrf|xsrf|cancellation|cancel|abort|max|min|num|per|stop|eos|bos|pad|unk|mask|special|design|css|color|access|syntax|line|first|last|current|peek|lexer|parser|word|sub|image|of|no|has|is|each|every|non|input|output|prompt|completion|total)[-_ ]?token|^(?:old)?pwd|public[-_ ]?(?:api|access|client)[-_ ]?key|primary[-_ ]?(?:account)?[-_ ]?key|(?:no|is|has|use|uses|with|without|need|needs|require|requires|show|hide|forgot|reset|change|enter|invalid|wrong|missing|by|get|set|read|parse|validate|verify|check|compare|hash)[-_ ]?(?:password|passwd|secret|credentials?|auth))$/

const secretAccess = /(?:^|[-_])access[-_ ]?token$|[a-z]access[-_ ]?token$/

const classify = (name: string): NameClass | undefined => {
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[-_.]*(?:\d{1,3}|(?:base64|b64|raw|plain|plaintext|text|live|prod|production|staging))?[-_.]*$/, '')
  if (harmless.test(plain) && !secretAccess.test(plain)) return undefined
  for (const [nameClass, suffix] of suffixes) if (suffix.test(plain)) return nameClass
  return undefined
}

/** The names of a corpus are few and come again and again. */
const known = new Map<string, NameClass | undefined>()
const mostKnown = 20_000
const longestName = 80

/**
 * Classifies a name by its last words: `STRIPE_API_KEY`, `clientSecret`, `db-password`, `AUTH_TOKEN_2`.
 * @returns undefined when its value is no secret (`token_count`, `PWD`, `nextPageToken`)
 */
export const classifyName = (name: string): NameClass | undefined => {
  if (name.length > longestName) return undefined
  let nameClass = known.get(name)
  if (nameClass === undefined && !known.has(name)) {
    nameClass = classify(name)
    if (known.size >= mostKnown) known.clear()
    known.set(name, nameClass)
  }
  return nameClass
}
