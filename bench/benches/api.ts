import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { performance } from 'node:perf_hooks'
import { serve } from '@hono/node-server'
import type { Client } from 'pg'
import { createApp } from '../../src/surfaces/http/app.ts'
import { openData, openWorkspace, pricerOf } from '../../src/surfaces/workspace.ts'
import type { Bench } from '../bench.ts'
import { type Figure, figure } from '../figure.ts'
import { wordsOf } from '../input/input.ts'
import { install } from '../maestro/installation.ts'
import { quantile } from '../measure/statistics.ts'

const name = 'api'
const defaultRounds = 200
const control = 'c'.repeat(43)

/** How long the HTTP API takes, asked over a socket. */
export const api: Bench = {
  name,
  title: 'HTTP API',
  run: async ({ inputs, histories, scratch, rounds = defaultRounds, note }) => {
    const input = inputs.at(-1)!
    await using installation = await install(
      scratch,
      wordsOf({ homes: input.homes, repositories: [...input.repositories, ...histories] }),
    )
    note(`${name}: importing ${input.name}`)
    await installation.run(['sync', '--json'])
    const workspace = openWorkspace({ timezone: 'UTC' }, { ...installation.environment })
    const database = await openData(workspace)
    const ended = new AbortController()
    let port = 0
    const pricer = await pricerOf(workspace)
    const app = createApp({
      database,
      served: () => ({ workspace, pricer }),
      changes: { subscribe: () => () => {} },
      ended: ended.signal,
      now: Date.now,
      control,
      port: () => port,
      status: async () => ({}),
    })
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
    try {
      if (!server.listening) await once(server, 'listening')
      port = (server.address() as AddressInfo).port
      const client = await database.connect()
      const paths = await pathsOf(client).finally(() => client.end())
      const figures: Figure[] = []
      for (const path of paths) {
        const times = await timesOf(`http://127.0.0.1:${port}${path}`, rounds)
        figures.push(
          figure(name, path, path, input, 'ms', times),
          figure(name, isSearch(path) ? 'search p99' : 'p99', `${path}, 99 of 100`, input, 'ms', [
            quantile(times, 0.99),
          ]),
        )
      }
      return {
        figures,
        remarks: ['Warm: asked five times before. From the request to the whole answer, over loopback.'],
      }
    } finally {
      ended.abort()
      server.close()
      await database.close()
    }
  },
}

/** Whether words are looked for in all that was said and done. */
const isSearch = (path: string): boolean => /\/search\b|[?&]search=/.test(path)

const warmUp = 5

const timesOf = async (url: string, rounds: number): Promise<number[]> => {
  const times: number[] = []
  for (let round = -warmUp; round < rounds; round++) {
    const started = performance.now()
    const answer = await fetch(url, { headers: { authorization: `Bearer ${control}` } })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
    if (round >= 0) times.push(performance.now() - started)
  }
  return times
}

const pathsOf = async (client: Client): Promise<string[]> => {
  const { rows } = await client.query<{ id: string; ended: Date }>(
    `select session as id, ended_at as ended from session_summary where org = 1 order by events desc limit 1`,
  )
  const { rows: ends } = await client.query<{ at: Date }>(
    'select percentile_disc(0.5) within group (order by ended_at) as at from session_summary where org = 1',
  )
  const longest = encodeURIComponent(rows[0]!.id)
  const asOf = encodeURIComponent(ends[0]!.at.toISOString())
  return [
    '/',
    '/api/work',
    '/api/usage?by=day',
    '/api/usage?by=person,model,week',
    '/api/usage?by=session',
    '/api/activity?by=day,action',
    '/api/activity?by=repo,person,week&since=2w',
    '/api/sessions',
    '/api/sessions?limit=500',
    `/api/sessions?asOf=${asOf}`,
    '/api/sessions?search=test',
    '/api/sessions?search=commit%20session%20error',
    '/api/search?q=the',
    '/api/search?q=test',
    '/api/search?q=commit',
    '/api/search?q=commit%20session%20error',
    '/api/search?q=test%20-commit',
    '/api/search?q=%22the%20test%22',
    '/api/search?q=%22commit%20the%20session%22',
    '/api/search?q=cmd%2Fentire',
    '/api/search?q=tool%3ABash%20file%3Amain%20the',
    `/api/search?q=test&asOf=${asOf}`,
    `/api/search?q=%22the%20test%22&asOf=${asOf}`,
    '/api/find',
    '/api/find?q=f',
    '/api/find?q=fix',
    '/api/find?q=checkpoint%20test',
    `/api/sessions/${longest}`,
    `/api/sessions/${longest}/entries`,
    `/api/sessions/${longest}/outline`,
    `/api/sessions/${longest}/edits`,
    `/api/sessions/${longest}/checks`,
    '/api/links',
    ...(await ofHistory(client)),
    '/api/persons/proposals',
    '/api/teams',
    '/api/commits',
    '/api/commits?limit=500',
    '/api/pull-requests',
    '/api/repositories',
    '/api/persons',
    '/api/health',
    '/api/sources',
    '/api/set-aside',
    '/api/stored',
    '/api/metrics',
    '/api/records',
    '/api/openapi.json',
  ]
}

/** Questions of the commit with most files, of the pull request with most commits, and of the file that was changed most. */
const ofHistory = async (client: Client): Promise<string[]> => {
  const { rows: commits } = await client.query<{ sha: string }>(
    `select commit.sha from commit join commit_lines lines using (org, repository, sha) where org = 1 and lines.found > 0
     order by commit.files desc, sha limit 1`,
  )
  const { rows: files } = await client.query<{ repository: string; path: string }>(
    `select repository, path from file_change where org = 1 and not "binary" and operation = 'update'
     group by repository, path order by count(*) desc, path limit 1`,
  )
  return [
    ...commits.map(({ sha }) => `/api/commits/${sha}`),
    ...files.map(({ repository, path }) => `/api/blame?repo=${repository}&path=${encodeURIComponent(path)}`),
  ]
}
