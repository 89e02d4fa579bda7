import { exactly, type Marker } from './rule.ts'

/** A token which its first characters give away. The pattern begins where the marker stands. */
export interface TokenShape {
  readonly kind: string
  readonly markers: readonly Marker[]
  /** Sticky; every repetition is bounded. */
  readonly pattern: RegExp
  /** How many characters of the token stand before the marker; the first that fits. Default: none. */
  readonly leads?: readonly number[]
}

const shape = (kind: string, markers: string | readonly string[], pattern: RegExp): TokenShape => ({
  kind,
  markers: exactly(...[markers].flat()),
  pattern: new RegExp(pattern.source, 'y'),
})

const led = (leads: readonly number[], ...of: Parameters<typeof shape>): TokenShape => ({ ...shape(...of), leads })

const decimalDigits = [...'0123456789']
const hexDigits = [...'0123456789abcdef']
const each = (prefixes: string, suffix: string) => prefixes.split(' ').map((prefix) => prefix + suffix)

/** Base64 of three decimal digits, with which Discord's bot tokens begin. */
const discordPrefixes = decimalDigits.flatMap((first) =>
  decimalDigits.map((second) => Buffer.from(`${first}${second}0`).toString('base64').slice(0, 3)),
)

export const tokenShapes: readonly TokenShape[] = [
  shape('jwt', 'eyJ', /eyJ[\w-]{8,8000}\.eyJ[\w-]{8,30000}(?:\.[\w-]{0,5000})?/),
  shape('jwe', 'eyJ', /eyJ[\w-]{16,8000}\.[\w-]{0,2000}\.[\w-]{8,200}\.[\w-]{8,30000}\.[\w-]{16,200}/),
  shape('anthropic-key', 'sk-ant-', /sk-ant-[a-z]{2,12}\d{0,2}-[\w-]{24,200}/),
  shape(
    'openai-key',
    'sk-',
    /sk-(?:proj|svcacct|admin|None)-[\w-]{32,250}|sk-(?=[A-Za-z]{0,60}\d)[A-Za-z0-9]{32,64}(?![\w-])/,
  ),
  shape('openrouter-key', 'sk-or-', /sk-or-v1-[0-9a-f]{64}/),
  shape('langfuse-key', 'sk-lf-', /sk-lf-[0-9a-f]{8}-[0-9a-f-]{27}/),
  shape('github-token', each('ghp gho ghu ghs ghr', '_'), /gh[pousr]_[A-Za-z0-9]{36,255}(?![A-Za-z0-9])/),
  shape('github-token', 'ghs_', /ghs_\d{1,20}_[\w-]{1,1000}\.[\w-]{1,10000}\.[\w-]{1,1000}/),
  shape('github-token', 'github_pat_', /github_pat_\w{36,255}/),
  shape(
    'gitlab-token',
    each('pat ptt rt dt cbt oas ft imt agent soat ffct', '-').map((end) => `gl${end}`),
    /gl[a-z]{2,5}-[\w-]{20,300}(?:\.[\w.]{2,40})?/,
  ),
  shape('gitlab-token', 'GR1348941', /GR1348941[\w-]{20,50}/),
  shape(
    'slack-token',
    'xox',
    /xox[abceoprs]-(?:\d-)?[A-Za-z0-9]{8,200}(?:-[A-Za-z0-9]{1,200}){0,6}|xoxe\.xox[bp]-\d-[A-Za-z0-9]{100,200}/,
  ),
  shape('slack-token', 'xapp-', /xapp-\d-[A-Z0-9]{5,20}-\d{5,20}-[a-z0-9]{20,100}/),
  shape(
    'slack-webhook',
    'hooks.slack.com/',
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/]{30,80}/,
  ),
  shape(
    'discord-webhook',
    ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    /discord(?:app)?\.com\/api\/webhooks\/\d{10,22}\/[\w-]{40,100}/,
  ),
  shape('discord-token', [...new Set(discordPrefixes)], /[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,45}(?![\w-])/),
  shape(
    'teams-webhook',
    '.webhook.office.com/',
    /\.webhook\.office\.com\/webhookb2\/[0-9a-f@-]{36,80}\/IncomingWebhook\/[0-9a-f]{32}\/[0-9a-f-]{36}/,
  ),
  shape(
    'zapier-webhook',
    'hooks.zapier.com/hooks/catch/',
    /hooks\.zapier\.com\/hooks\/catch\/\d{4,12}\/[a-z0-9]{5,12}/,
  ),
  shape(
    'stripe-key',
    ['sk_live_', 'sk_test_', 'sk_prod_', 'rk_live_', 'rk_test_', 'rk_prod_'],
    /[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,250}/,
  ),
  shape('stripe-webhook-secret', 'whsec_', /whsec_[A-Za-z0-9+/=]{24,100}/),
  shape('npm-token', 'npm_', /npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/),
  shape('pypi-token', 'pypi-AgE', /pypi-AgE[\w-]{50,1000}/),
  shape('rubygems-token', 'rubygems_', /rubygems_[a-f0-9]{48}/),
  shape('crates-token', 'cio', /cio[A-Za-z0-9]{32}(?![A-Za-z0-9])/),
  shape('clojars-token', 'CLOJARS_', /CLOJARS_[a-z0-9]{60}/),
  shape('docker-token', ['dckr_pat_', 'dckr_oat_'], /dckr_[po]at_[\w-]{20,60}/),
  shape('google-api-key', 'AIza', /AIza[\w-]{35}(?![\w-])/),
  shape('google-oauth-token', 'ya29.', /ya29\.[\w-]{20,1000}/),
  shape('google-oauth-token', '1//0', /1\/\/0[\w-]{40,200}/),
  shape('google-client-secret', 'GOCSPX-', /GOCSPX-[\w-]{28}/),
  shape('aws-access-key-id', 'AKIA', /AKIA[A-Z0-9]{16}(?![A-Za-z0-9_])/),
  shape(
    'aws-access-key-id',
    ['ASIA', 'ABIA', 'ACCA', 'AROA', 'AIDA', 'AGPA', 'AIPA', 'ANPA', 'ANVA'],
    /A[A-Z]{3}(?=[A-Z]{0,15}\d)[A-Z0-9]{16}(?![A-Za-z0-9_])/,
  ),
  shape('aws-bedrock-key', 'ABSK', /ABSK[A-Za-z0-9+/]{109,269}={0,2}/),
  shape('aws-bedrock-key', 'bedrock-api-key-', /bedrock-api-key-[A-Za-z0-9+/=]{40,4000}/),
  shape('alibaba-access-key-id', 'LTAI', /LTAI[A-Za-z0-9]{16,24}(?![A-Za-z0-9])/),
  shape('linear-key', ['lin_api_', 'lin_oauth_', 'lin_wh_'], /lin_(?:api|oauth|wh)_[A-Za-z0-9_]{32,128}/),
  shape('huggingface-token', 'hf_', /hf_[A-Za-z0-9]{30,60}(?![A-Za-z0-9_])/),
  shape('huggingface-token', 'api_org_', /api_org_[A-Za-z0-9]{30,60}/),
  shape('sentry-token', ['sntrys_', 'sntryu_'], /sntry[su]_[A-Za-z0-9+/=_-]{40,500}/),
  shape(
    'twilio-key',
    hexDigits.map((digit) => `SK${digit}`),
    /SK[0-9a-f]{32}(?![0-9A-Za-z])/,
  ),
  shape('sendgrid-key', 'SG.', /SG\.[\w-]{16,40}\.[\w-]{30,80}/),
  shape('sendinblue-key', 'xkeysib-', /xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}/),
  shape(
    'mailgun-key',
    hexDigits.map((digit) => `key-${digit}`),
    /key-[0-9a-f]{32}(?![0-9A-Za-z])/,
  ),
  shape('digitalocean-token', ['dop_v1_', 'doo_v1_', 'dor_v1_'], /do[opr]_v1_[a-f0-9]{64}/),
  shape(
    'databricks-token',
    hexDigits.map((digit) => `dapi${digit}`),
    /dapi[a-f0-9]{32}(?:-\d)?(?![A-Za-z0-9])/,
  ),
  shape('vault-token', ['hvs.', 'hvb.', 'hvr.'], /hv[sbr]\.[\w-]{24,300}/),
  led([14], 'terraform-token', '.atlasv1.', /[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}/),
  shape('doppler-token', 'dp.', /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{1,40}\.)?[A-Za-z0-9]{40,44}/),
  shape('shopify-token', ['shpat_', 'shpca_', 'shppa_', 'shpss_'], /shp(?:at|ca|pa|ss)_[a-zA-Z0-9]{32,64}/),
  shape('square-token', ['sq0atp-', 'sq0csp-'], /sq0(?:atp|csp)-[\w-]{22,60}/),
  shape('newrelic-key', ['NRAK-', 'NRII-', 'NRAA-'], /NR(?:AK|II|AA)-[A-Za-z0-9-]{27,40}/),
  shape(
    'pulumi-token',
    hexDigits.map((digit) => `pul-${digit}`),
    /pul-[a-f0-9]{40}/,
  ),
  shape('planetscale-token', 'pscale_', /pscale_(?:tkn|oauth|pw)_[\w=.-]{32,64}/),
  shape('postman-key', 'PMAK-', /PMAK-[a-f0-9]{24}-[a-f0-9]{34}/),
  shape('figma-token', ['figd_', 'figu_'], /fig[du]_[\w-]{40,200}/),
  shape('notion-token', 'ntn_', /ntn_\d{11}[A-Za-z0-9]{35}/),
  shape('notion-token', 'secret_', /secret_(?=[A-Za-z]{0,42}\d)[A-Za-z0-9]{43}(?![\w])/),
  shape('airtable-token', 'pat', /pat[A-Za-z0-9]{14}\.[a-f0-9]{64}/),
  shape('atlassian-token', ['ATATT3', 'ATCTT3'], /AT[AC]TT3[\w=-]{100,250}/),
  shape('bitbucket-token', ['ATBB', 'BBDC-'], /ATBB[A-Za-z0-9]{32}|BBDC-[A-Za-z0-9+/@]{40,50}/),
  shape('vercel-token', ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], /vc[piark]_[A-Za-z0-9]{20,60}(?![A-Za-z0-9])/),
  shape('supabase-key', 'sbp_', /sbp_[a-f0-9]{40}/),
  shape('supabase-key', 'sb_secret_', /sb_secret_[\w-]{20,60}/),
  shape('groq-key', 'gsk_', /gsk_[A-Za-z0-9]{52}/),
  shape('perplexity-key', 'pplx-', /pplx-[A-Za-z0-9]{40,60}/),
  shape('replicate-token', 'r8_', /r8_[A-Za-z0-9]{37}(?![A-Za-z0-9])/),
  shape('xai-key', 'xai-', /xai-[A-Za-z0-9]{60,100}/),
  shape('fireworks-key', 'fw_', /fw_[A-Za-z0-9]{24}(?![A-Za-z0-9_])/),
  shape('langsmith-key', 'lsv2_', /lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}/),
  shape('posthog-key', 'phx_', /phx_[A-Za-z0-9]{40,60}/),
  shape('resend-key', 're_', /re_[A-Za-z0-9]{6,10}_[A-Za-z0-9]{22,30}(?![A-Za-z0-9_])/),
  shape('tailscale-key', 'tskey-', /tskey-[a-z]{2,20}-[0-9A-Za-z_]{8,40}-[0-9A-Za-z_]{16,60}/),
  shape('cloudflare-token', ['cfk_', 'cfut_', 'cfat_'], /cf(?:k|ut|at)_[A-Za-z0-9]{40}[0-9a-f]{8}/),
  shape('cloudflare-token', 'v1.0-', /v1\.0-[a-f0-9]{24}-[a-f0-9]{146}/),
  shape('circleci-token', 'CCIPAT_', /CCIPAT_[\w-]{20,120}/),
  shape('buildkite-token', ['bkua_', 'bkaj_', 'bkct_'], /bk(?:ua|aj|ct)_[\w.-]{32,200}/),
  shape('netlify-token', ['nfp_', 'nfc_', 'nfu_'], /nf[pcu]_[A-Za-z0-9]{36,60}/),
  shape('neon-key', 'napi_', /napi_[a-z0-9]{40,80}/),
  shape('sourcegraph-token', 'sgp_', /sgp_(?:(?:[a-fA-F0-9]{16}|local)_)?[a-fA-F0-9]{40}/),
  shape('grafana-token', ['glsa_', 'glc_'], /glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|glc_[A-Za-z0-9+/]{32,400}={0,2}/),
  shape('dynatrace-token', 'dt0', /dt0[a-z]\d\d\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}/),
  shape('fly-token', ['fo1_', 'fm1r_', 'fm1a_', 'fm2_'], /fo1_[\w-]{43}|fm(?:1[ar]|2)_[A-Za-z0-9+/]{100,4000}={0,3}/),
  shape('facebook-token', ['EAAM', 'EAAC', 'EAAG', 'EAAB'], /EAA[MCGB][A-Za-z0-9]{90,300}/),
  shape('heroku-key', 'HRKU-', /HRKU-[\w-]{36,80}/),
  shape('openshift-token', 'sha256~', /sha256~[\w-]{43}/),
  shape('onepassword-token', 'ops_eyJ', /ops_eyJ[A-Za-z0-9+/]{200,4000}={0,3}/),
  shape(
    'onepassword-key',
    'A3-',
    /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}(?![A-Z0-9])/,
  ),
  shape('age-key', 'AGE-SECRET-KEY-1', /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/),
  shape('typeform-token', 'tfp_', /tfp_[\w.=-]{40,70}/),
  shape('easypost-key', ['EZAK', 'EZTK'], /EZ[AT]K[A-Za-z0-9]{54}/),
  shape('password-hash', ['$2a$', '$2b$', '$2y$'], /\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/),
  shape(
    'password-hash',
    '$argon2',
    /\$argon2(?:id?|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{8,100}\$[A-Za-z0-9+/]{16,200}/,
  ),
  shape('password-hash', ['$6$', '$5$', '$y$'], /\$[56y]\$(?:rounds=\d+\$)?[./A-Za-z0-9]{4,30}\$[./A-Za-z0-9]{43,90}/),
  led([10, 9, 8], 'telegram-token', ':AA', /\d{8,10}:AA[\w-]{33}(?![\w-])/),
  led([32], 'mailchimp-key', '-us', /[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9])/),
  led([36], 'maxmind-key', '_mmk', /[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk/),
  led(
    [3],
    'azure-client-secret',
    decimalDigits.map((digit) => `${digit}Q~`),
    /[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/,
  ),
]
