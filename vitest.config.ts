import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Vite would put its own BASE_URL, '/', where Switchyard reads its setting of that name.
const env = { BASE_URL: '' }
Object.assign(process.env, env)

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') }

export default defineConfig({
  test: {
    // Much of a test is waiting for the database; by itself Vitest would use one worker on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      // Pure functions: nothing that one file could leave behind for another.
      {
        resolve: { alias },
        test: { name: 'core', env, include: ['workflows/**/*.test.ts'], isolate: false },
      },
      {
        resolve: { alias },
        test: {
          name: 'server',
          env,
          include: ['server/**/*.test.ts', 'scripts/**/*.test.{ts,mjs}', 'bench/**/*.test.ts'],
          globalSetup: ['server/testing/start-test-database.ts'],
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: 'components',
          env,
          include: ['components/**/*.test.{ts,tsx}', 'app/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['components/testing/setup.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
})
