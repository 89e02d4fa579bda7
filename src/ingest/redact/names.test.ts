import { expect, test } from 'vitest'
import { classifyName } from './names.ts'

test.each([
  ['DB_PASSWORD', 'password'],
  ['PGPASSWORD', 'password'],
  ['smtpPass', 'password'],
  ['ClearTextPassword', 'password'],
  ['password_2', 'password'],
  ['clientSecret', 'secret'],
  ['SECRET_KEY_BASE', 'secret'],
  ['AUTH_TOKEN', 'token'],
  ['nAUTH_TOKEN', 'token'],
  ['X-Api-Key', 'api-key'],
  ['postHogAPIKey', 'api-key'],
  ['AWS_SECRET_ACCESS_KEY', 'api-key'],
  ['AccountKey', 'api-key'],
  ['sshPrivateKey', 'private-key'],
  ['_auth', 'credential'],
] as const)('%s is the name of a %s', (name, nameClass) => {
  expect(classifyName(name)).toBe(nameClass)
})

test.each([
  'max_tokens',
  'token_type',
  'tokenizer',
  'nextPageToken',
  'csrfToken',
  'PWD',
  'OLDPWD',
  'compass',
  'bypass',
  'primaryKey',
  'cacheKey',
  'keyword',
  'publicApiKey',
  'isSecret',
  'forgotPassword',
  'author',
  'oauth',
  `${'x'.repeat(100)}Token`,
])('%s is not the name of a secret', (name) => {
  expect(classifyName(name)).toBeUndefined()
})
