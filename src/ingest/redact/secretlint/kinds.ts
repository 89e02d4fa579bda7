const kinds: Readonly<Record<string, string>> = {
  AWSAccountID: 'aws-account-id',
  AWSAccessKeyID: 'aws-access-key-id',
  AWSSecretAccessKey: 'aws-secret-access-key',
  PrivateKey: 'private-key',
  PrivateKeyP12: 'private-key',
  PrivateKeyJSON: 'private-key',
  PackageJSON_xOauthToken: 'github-token',
  NPM_ACCESS_TOKEN: 'npm-token',
  SLACK_TOKEN: 'slack-token',
  IncomingWebhook: 'slack-webhook',
  BasicAuth: 'url-password',
  MongoDBConnection: 'url-password',
  MySQLConnection: 'url-password',
  PostgreSQLConnection: 'url-password',
}

/** Our name for what a message of secretlint reports; of rules that we do not know, the rule's own name. */
export const kindOfMessage = (rule: string, messageId: string): string => kinds[messageId] ?? kindOfRule[rule] ?? rule

const kindOfRule: Readonly<Record<string, string>> = {
  sendgrid: 'sendgrid-key',
  shopify: 'shopify-token',
  stripe: 'stripe-key',
  github: 'github-token',
  gitlab: 'gitlab-token',
  grafana: 'grafana-token',
  openai: 'openai-key',
  anthropic: 'anthropic-key',
  groq: 'groq-key',
  huggingface: 'huggingface-token',
  linear: 'linear-key',
  notion: 'notion-token',
  '1password': 'onepassword-token',
  'hashicorp-vault': 'vault-token',
  vercel: 'vercel-token',
  databricks: 'databricks-token',
  docker: 'docker-token',
  figma: 'figma-token',
  cloudflare: 'cloudflare-token',
  tailscale: 'tailscale-key',
}
