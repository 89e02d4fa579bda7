import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { createRedactor, type Redactor } from './index.ts'

let redactor: Redactor
beforeAll(async () => {
  redactor = await createRedactor()
})

const kept = (text: string): void => {
  const { texts, counts } = redactor.redact([text])
  expect(texts[0]).toBe(text)
  expect(counts).toEqual({})
}

test.each([
  'password: string',
  'token: Token',
  'readonly apiKey?: string | undefined',
  'const token = await getToken(user)',
  'token := os.Getenv("GITHUB_TOKEN")',
  'const apiKey = process.env.ANTHROPIC_API_KEY',
  'api_key = os.environ["OPENAI_API_KEY"]',
  'export TOKEN=$GITHUB_TOKEN',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
  'password: ${DB_PASSWORD}',
  'password: {{ .Values.password }}',
  'TOKEN=<your-token>',
  'API_KEY=your-api-key-here',
  'PASSWORD=changeme',
  'password=********',
  'PASSWORD=xxxxxxxxxxxx',
  'password = null',
  'PASSWORD=',
  '"password": "password"',
  '"token": true, "secret": null',
  'max_tokens: 4096',
  '"input_tokens": 1024, "cache_read_input_tokens": 88123',
  'PWD=/srv/shop',
  'SSH_KEY=/home/me/.ssh/id_ed25519',
  'nextPageToken: "CAESBgoEMTIzNA9x8y7z6w5v"',
  'Authorization: Bearer $TOKEN',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's variable
  'curl -H "Authorization: Bearer ${TOKEN}" https://api.example.com',
  'headers.set("Authorization", `Bearer ' + '$' + '{token}`)',
  'postgres://postgres:postgres@localhost:5432/test',
  'https://user:password@example.com',
  'git@github.com:owner/name.git',
  'commit 4cf1a7b9a0a1e7f8e9c2d3b4a5f60718293a4b5c',
  'uuid: 6f1c2b7e-8a3d-4c5b-9e0f-1a2b3c4d5e6f',
  'integrity sha512-Zk3J0q8n1Yt8Rr4m9s2VwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefABCDEFghijklmnop==',
  'token_hash: sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  '    --- PASS: TestTransition/IDLE_UserPrompt (0.00s)',
  'if (password === "secret") return',
  "expect(token).toBe('test-token')",
  "{ type: 'password', name: 'password', label: 'Enter your password' }",
  'secret.yaml: kubectl create secret generic app',
  'basic Operations on sets',
  'the token is expired',
  'key: value',
  'primary key: id',
  '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n-----END CERTIFICATE-----',
  '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHk3m9Zq2x7w user@host',
  'AKIAIOSFODNN7EXAMPLE',
  'task-1234567890abcdef',
])('%s is kept', kept)

const word = fc.constantFrom(
  ...'user token secret password parse count handler api auth access refresh build index type value name list'.split(
    ' ',
  ),
)
const identifier = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.constantFrom('camel', 'snake', 'kebab', 'upper'))
  .map(([words, style]) => {
    if (style === 'snake') return words.join('_')
    if (style === 'kebab') return words.join('-')
    if (style === 'upper') return words.join('_').toUpperCase()
    return words.map((part, index) => (index === 0 ? part : part[0]!.toUpperCase() + part.slice(1))).join('')
  })

test('names are kept, whatever they are assigned to', () => {
  const sign = fc.constantFrom(' = ', ': ', ' := ', ' == ', ', ', ' => ', '(', '.', ' ')
  const end = fc.constantFrom('', ';', ',', ')', '()', '\n')
  const quote = fc.constantFrom('', "'", '"', '`')
  fc.assert(
    fc.property(identifier, sign, quote, identifier, end, (name, operator, mark, value, stop) => {
      kept(`const ${name}${operator}${mark}${value}${mark}${stop}`)
    }),
    { numRuns: 2000 },
  )
})

test('hashes and ids are kept, where no name says that they are secret', () => {
  const hex = (length: number) =>
    fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length }).map((d) => d.join(''))
  const context = fc.constantFrom('commit ', 'sha: ', '"id": "', 'index ', 'etag=', 'digest: sha256:', 'cache/')
  fc.assert(
    fc.property(context, fc.oneof(hex(7), hex(40), hex(64), fc.uuid()), (before, hash) => kept(`${before}${hash}`)),
    { numRuns: 1000 },
  )
})
