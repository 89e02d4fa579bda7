import fc from 'fast-check'

const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '0123456789'
const alphanumeric = lower + lower.toUpperCase() + digits

const from = (alphabet: string, length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length })
    .map((characters) => characters.join(''))

/** Random letters and digits in which both are mixed, as generators make them. */
export const random = (length: number, alphabet = alphanumeric): fc.Arbitrary<string> =>
  from(alphabet, length).map((text) => `${text.slice(0, -9)}${'k7Q2x9Z4w'.slice(0, 9)}`)

const hexadecimal = (length: number): fc.Arbitrary<string> =>
  from('0123456789abcdef', length).map((text) => `${text.slice(0, -6)}a1f09c`)

const with_ = (prefix: string, rest: fc.Arbitrary<string>, suffix = '') => rest.map((text) => prefix + text + suffix)
const base64 = (text: string) => Buffer.from(text).toString('base64')

const pemLine = (edge: string, type: string): string => `-----${edge} ${type}PRIVATE ${'KEY'}-----`

/** Secrets by the kind that they are found as. Prefixes are cut in two so that no scanner takes them for real ones. */
export const tokens: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'anthropic-key': with_('sk-' + 'ant-api03-', random(95)),
  'openai-key': with_('sk-' + 'proj-', random(64)),
  'github-token': fc.oneof(
    ...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((prefix) => with_(`${prefix}_`, random(36))),
    with_('github_' + 'pat_', random(82)),
  ),
  'gitlab-token': with_('gl' + 'pat-', random(20)),
  'slack-token': with_(
    'xox' + 'b-',
    random(24).map((end) => `2635942064-${end}`),
  ),
  'slack-webhook': with_(
    'https://hooks.' + 'slack.com/services/T0',
    random(40).map((end) => `A1B2C3D/B0E4F5/${end}`),
  ),
  'stripe-key': fc.oneof(with_('sk_' + 'live_', random(24)), with_('rk_' + 'live_', random(40))),
  'npm-token': with_('npm' + '_', random(36)),
  'pypi-token': with_('pypi-' + 'AgEIcHlwaS5vcmc', random(70)),
  'google-api-key': with_('AI' + 'za', random(35)),
  'linear-key': with_('lin_' + 'api_', random(40)),
  'huggingface-token': with_('hf' + '_', random(34)),
  'sendgrid-key': with_(
    'SG' + '.',
    fc.tuple(random(22), random(43)).map(([a, b]) => `${a}.${b}`),
  ),
  'telegram-token': fc
    .tuple(random(33), fc.integer({ min: 10_000_000, max: 2_000_000_000 }))
    .map(([end, id]) => `${id}:${'AA'}${end}`),
  'digitalocean-token': with_('dop_' + 'v1_', hexadecimal(64)),
  'databricks-token': with_('dapi', hexadecimal(32)),
  'twilio-key': with_('SK', hexadecimal(32)),
  'vault-token': with_('hvs' + '.', random(95)),
  'sentry-token': with_('sntryu' + '_', hexadecimal(64)),
  'discord-token': fc
    .tuple(fc.integer({ min: 100_000_000, max: 999_999_999 }), random(6), random(38))
    .map(([id, a, b]) => `${base64(`${id}${id}`)}.${a.slice(-6)}.${b}`),
  'aws-access-key-id': with_(
    'AK' + 'IA',
    from('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 13).map((text) => `${text}7Q2`),
  ),
  'password-hash': with_('$2b' + '$12$', random(53)),
  jwt: fc
    .tuple(random(30), random(60), random(43))
    .map(([header, payload, signature]) => `${'ey' + 'J'}${header}.${'ey' + 'J'}${payload}.${signature}`),
  'private-key': fc
    .tuple(fc.constantFrom('', 'RSA ', 'EC ', 'OPENSSH '), fc.array(random(64), { minLength: 2, maxLength: 6 }))
    .map(([type, lines]) => [pemLine('BEGIN', type), ...lines, pemLine('END', type)].join('\n')),
}

/** Passwords as people make them: letters, digits, perhaps signs that no syntax claims. */
export const password: fc.Arbitrary<string> = fc
  .tuple(from(lower, 5), from(digits, 3), fc.constantFrom('', '!', '#', '+', '-Q', '_z'))
  .map(([word, number, sign]) => `q${word}${number}${sign}`)
