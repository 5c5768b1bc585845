// `npm run release`: packages, the built web, then the bundle (tools/release).
import { join } from 'node:path'
import process from 'node:process'
import { ensurePackages, ensureWeb, must, nodeBinary, root } from './common.mjs'

ensurePackages()
ensureWeb()
must('release', nodeBinary(), [join(root, 'tools', 'release', 'run.ts'), ...process.argv.slice(2)])
