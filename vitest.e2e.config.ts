import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Vite would put its own BASE_URL, '/', where Switchyard reads its setting of that name.
process.env.BASE_URL ??= ''

/** Journeys in a real browser against the production build: one after the other, with patience. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    name: 'e2e',
    include: ['e2e/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
