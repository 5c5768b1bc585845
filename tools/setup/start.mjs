// `npm start`: everything a fresh machine needs, then the product.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { ensurePackages, ensureWeb, nodeBinary, root } from './common.mjs'

ensurePackages()
ensureWeb()
const child = spawn(
  nodeBinary(),
  ['--disable-warning=ExperimentalWarning', join(root, 'src', 'main.ts'), 'start', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
