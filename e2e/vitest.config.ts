import { defineConfig } from 'vitest/config'

/** Browser journeys: the product as a child process on a free port, a real Chromium, file after file. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    root: new URL('..', import.meta.url).pathname,
    pool: 'forks',
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
})
