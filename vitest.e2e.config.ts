import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Vite would put its own BASE_URL, '/', where Switchyard reads its setting of that name.
const env = { BASE_URL: '' }
Object.assign(process.env, env)

/** Journeys in a real browser against the production build: one after the other, with patience. */
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    name: 'e2e',
    env,
    include: ['e2e/**/*.test.ts'],
    fileParallelism: false,
    expect: { poll: { timeout: 60_000 } },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
