// Set-up shared by `npm start`, `npm test` and `npm run check`. Plain JavaScript: an old Node (20) runs it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Runs a command in the project's folder with its output shown; ends this process when it fails. */
export function must(what, command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (done.status !== 0) {
    console.error(`${what}: ${done.error?.message ?? `kết thúc với mã ${done.status ?? done.signal}`}`)
    process.exit(done.status || 1)
  }
}

/** Node of the wanted version; packages must be installed. */
export function nodeBinary() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(own)) return own
  console.error('Cần Node 24 trở lên. | Node 24 or newer is needed.')
  process.exit(4)
}

/** Installs packages when the lock file is not the one that was installed. */
export function ensurePackages() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).digest('hex')
  const stamp = join(root, 'node_modules', '.vankho-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Đang cài các gói phần mềm… | Installing packages…')
  // Not `npm ci`: it refuses a lock file that was made where other platforms' optional packages could not be seen.
  // `npm install --no-save` takes the very versions of the lock file and leaves it as it is.
  must(
    'npm install',
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    { shell: process.platform === 'win32' },
  )
  writeFileSync(stamp, wanted)
}

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sources(path)
    else if (/\.(ts|tsx|css|html|svg|json|woff2)$/.test(entry.name)) yield path
  }
}

/** Builds the web when its sources are not those of the last build. */
export function ensureWeb() {
  const hash = createHash('sha256')
  const files = [...sources(join(root, 'src')), join(root, 'vite.config.ts'), join(root, 'package-lock.json')].sort()
  for (const path of files) hash.update(relative(root, path)).update(readFileSync(path))
  const wanted = hash.digest('hex')
  const stamp = join(root, 'dist', 'web.stamp')
  if (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === wanted &&
    existsSync(join(root, 'dist', 'web', 'index.html'))
  )
    return
  console.log('Đang dựng giao diện… | Building the web…')
  must('vite', nodeBinary(), [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'])
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
}
