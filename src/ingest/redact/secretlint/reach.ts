/** How far around a marker a match of a secretlint rule can stretch, in characters. */
export interface Reach {
  readonly markers: readonly string[]
  readonly before: number
  readonly after: number
}

const token = (...markers: string[]): Reach => ({ markers, before: 8, after: 400 })

/**
 * The literals without which a rule of secretlint's preset finds nothing, taken from its patterns. A rule that is not
 * listed here is given the whole text. Letters match in any case.
 */
export const reachOf: Readonly<Record<string, Reach>> = {
  aws: {
    markers: ['akia', 'agpa', 'aida', 'aroa', 'aipa', 'anpa', 'anva', 'asia', 'a3t', 'secret', 'account'],
    before: 16,
    after: 160,
  },
  gcp: { markers: ['private key'], before: 0, after: 0 },
  privatekey: { markers: ['private key'], before: 40, after: 10_200 },
  npm: { markers: ['npm_', ':x-oauth-basic@'], before: 300, after: 80 },
  basicauth: { markers: ['://'], before: 8, after: 800 },
  slack: { markers: ['xoxb-', 'xoxp-', 'xapp-', 'xoxa-', 'xoxo-', 'xoxr-', 'hooks.slack.com'], before: 16, after: 800 },
  sendgrid: token('sg.'),
  shopify: token('shppa_', 'shpca_', 'shpat_', 'shpss_'),
  stripe: token('sk_live', 'sk_test', 'rk_live', 'rk_test'),
  github: { markers: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'], before: 8, after: 12_200 },
  gitlab: token('glpat-'),
  grafana: { markers: ['glc_', 'glsa_'], before: 8, after: 500 },
  openai: { markers: ['sk-'], before: 0, after: 260 },
  anthropic: token('sk-ant-'),
  groq: token('gsk_'),
  huggingface: token('hf_'),
  linear: token('lin_api_'),
  notion: token('ntn_'),
  '1password': { markers: ['ops_'], before: 8, after: 1400 },
  'database-connection-string': { markers: ['mongodb', 'mysql', 'postgres'], before: 8, after: 1200 },
  'hashicorp-vault': { markers: ['hvs.', 'hvb.', 'hvr.'], before: 8, after: 400 },
  vercel: token('vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'),
  databricks: token('dapi'),
  docker: token('dckr_pat_'),
  figma: token('figd_'),
  cloudflare: token('cfk_', 'cfut_', 'cfat_'),
  tailscale: token('tskey-'),
}
