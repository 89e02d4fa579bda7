const quote = (text: string): string => JSON.stringify(text)

/** Where a token may stand: all of it must go, and nothing else. */
export const tokenContexts: Readonly<Record<string, (secret: string) => string>> = {
  alone: (secret) => secret,
  prose: (secret) => `Please use ${secret} for now.`,
  'end of a line': (secret) => `first line\n${secret}\nthird line`,
  'shell export': (secret) => `export SOME_VALUE="${secret}"\nnpm publish`,
  curl: (secret) => `curl -H 'X-Thing: ${secret}' https://api.example.com/v1`,
  'docker option': (secret) => `docker run -e 'THING=${secret}' image`,
  json: (secret) => quote({ thing: secret, next: 1 } as unknown as string),
  'json within json': (secret) => quote(quote({ thing: secret, next: 1 } as unknown as string)),
  'json within json within json': (secret) => quote(quote(quote({ thing: secret } as unknown as string))),
  'escaped newline before': (secret) => quote(`line\n${secret}\nline`),
  code: (secret) => `const client = new Client('${secret}')`,
  markdown: (secret) => `* thing: \`${secret}\`\n`,
  'line number': (secret) => `    12→${secret}`,
  diff: (secret) => `+  thing: ${secret}\n-  thing: none`,
}

/** Where a password is known by its name alone. */
export const passwordContexts: Readonly<Record<string, (secret: string) => string>> = {
  'shell export': (secret) => `export DB_PASSWORD=${secret}`,
  '.env': (secret) => `A=1\nPOSTGRES_PASSWORD=${secret}\nB=2`,
  '.env with quotes': (secret) => `SMTP_PASS="${secret}"`,
  'docker option': (secret) => `docker run -e MYSQL_ROOT_PASSWORD=${secret} mysql`,
  yaml: (secret) => `db:\n  user: app\n  password: ${secret}\n`,
  'yaml list of variables': (secret) => `- name: DB_PASSWORD\n  value: ${secret}\n`,
  json: (secret) => JSON.stringify({ user: 'app', dbPassword: secret }),
  'json within json': (secret) => JSON.stringify(JSON.stringify({ user: 'app', password: secret })),
  toml: (secret) => `[db]\npassword = "${secret}"\n`,
  ini: (secret) => `[db]\npasswd = '${secret}'\n`,
  javascript: (secret) => `const password = '${secret}'`,
  typescript: (secret) => `const password: string = '${secret}'`,
  go: (secret) => `dbPassword := "${secret}"`,
  python: (secret) => `connect(user="app", password="${secret}")`,
  option: (secret) => `tool --password ${secret} --verbose`,
  'option with sign': (secret) => `tool --password=${secret} --verbose`,
  xml: (secret) => `<password>${secret}</password>`,
  url: (secret) => `postgres://app:${encodeURIComponent(secret)}@db.internal:5432/app`,
  'url without user': (secret) => `redis://:${encodeURIComponent(secret)}@cache.internal:6379`,
  'connection string': (secret) => `Server=db.internal;User Id=app;Password=${secret};Encrypt=true`,
  'curl -u': (secret) => `curl -s -u app:${secret} https://api.internal/v1`,
  sshpass: (secret) => `sshpass -p ${secret} ssh app@host`,
}

/** Where a generated key is known by its name alone. */
export const keyContexts: Readonly<Record<string, (secret: string) => string>> = {
  'shell export': (secret) => `export ACME_API_KEY=${secret}`,
  '.env': (secret) => `A=1\nACME_SECRET=${secret}\nB=2`,
  json: (secret) => JSON.stringify({ apiKey: secret, next: 1 }),
  'json within json': (secret) => JSON.stringify(JSON.stringify({ client_secret: secret })),
  yaml: (secret) => `acme:\n  access_token: ${secret}\n`,
  javascript: (secret) => `const apiKey = "${secret}"`,
  'javascript object': (secret) => `connect({ authToken: '${secret}' })`,
  python: (secret) => `os.environ['ACME_TOKEN'] = '${secret}'`,
  go: (secret) => `t.Setenv("ACME_API_KEY", "${secret}")`,
  query: (secret) => `https://api.internal/v1?access_token=${secret}&page=2`,
  header: (secret) => `curl -H "X-Api-Key: ${secret}" https://api.internal`,
  'authorization header': (secret) => `Authorization: Bearer ${secret}`,
  'authorization in json': (secret) => JSON.stringify({ Authorization: `Bearer ${secret}` }),
  'authorization in curl': (secret) => `curl -H 'Authorization: token ${secret}' https://api.internal`,
  npmrc: (secret) => `//registry.internal/:_authToken=${secret}`,
  'azure connection string': (secret) => `AccountName=app;AccountKey=${secret}==;EndpointSuffix=core`,
}
