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

/** Are the packages that lie here those of the lock file? npm itself keeps a list of what it installed. */
export function isInstalled(lock, installed) {
  const fits = (given, own) => {
    const list = [given].flat()
    return list.includes(own) || list.every((one) => one.startsWith('!') && one !== `!${own}`)
  }
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === '' || installed.packages[path]?.version === wanted.version) continue
    // Builds for other machines are not installed, nor is what only they need.
    const isOurs =
      wanted.os && wanted.cpu && !wanted.libc && fits(wanted.os, process.platform) && fits(wanted.cpu, process.arch)
    if (!(wanted.optional || wanted.devOptional) || installed.packages[path] || isOurs) return false
  }
  return true
}

/** Installs packages when those of the lock file are not there: exactly them, or nothing. */
export function ensurePackages() {
  const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { packages: {} })
  if (isInstalled(read(join(root, 'package-lock.json')), read(join(root, 'node_modules', '.package-lock.json')))) return
  console.log('Đang cài các gói phần mềm… | Installing packages…')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }
  if (spawnSync(npm, ['ci', ...quiet], options).status === 0) return
  // An npm that does not understand the lock file wholly (older, or one that misses other platforms' entries) still takes
  // its versions this way, and leaves it as it is.
  console.log('npm ci không được, thử cách khác… | npm ci did not work, trying another way…')
  must('npm install', npm, ['install', '--no-save', ...quiet], options)
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
