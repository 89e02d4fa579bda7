import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,sample,test,web}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
    globalSetup: ['test/support/postgres.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
  },
})
