import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,sample,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
})
