// `npm run check`: format, lint, types, generated files. Fast; no browser.
import { join } from 'node:path'
import { ensurePackages, must, nodeBinary, root } from './common.mjs'

export function check() {
  must('biome', nodeBinary(), [
    join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome'),
    'ci',
    '--error-on-warnings',
  ])
  must('tsc', nodeBinary(), [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'])
}

if (process.argv[1]?.endsWith('check.mjs')) {
  ensurePackages()
  check()
}
