/** The product as people start it: a process of its own, on a free port of this machine, with a home of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Kernel } from '#platform/action/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { open } from '#src/cli/with-kernel.ts'
import { type Loaded, type LoadOptions, loadDemo } from '#src/demo/load.ts'

const root = join(import.meta.dirname, '..', '..')

export interface Product {
  readonly address: string
  readonly home: string
  /** One-time link of the first administrator, as far as it is printed by now: the server answers a little earlier. */
  readonly setupLink: string | null
  /** Loads demo data beside the running product. */
  loadDemo(options?: Pick<LoadOptions, 'size' | 'isTrayEmpty' | 'seed'>): Promise<Loaded>
  /** Work beside the running product on its rooms and its database, as the owner. */
  beside<T>(work: (kernel: Kernel, ownerUrl: string) => Promise<T>): Promise<T>
  /** The `vankho` command on this home. */
  command(...words: string[]): { status: number | null; out: string }
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Starts the product, with further settings. Whoever starts it stops it: `stop` ends the process and removes the home, also after a failure. */
export async function startProduct(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
  if (!existsSync(join(root, 'dist', 'web', 'index.html')))
    throw new Error('the web is not built: run npm start or vite build first')
  const home = mkdtempSync(join(tmpdir(), 'vankho-e2e-'))
  const port = await freePort()
  const env = {
    VANKHO_HOME: home,
    VANKHO_DB_FSYNC: '0',
    VANKHO_LOG: 'warn',
    PORT: String(port),
    HOST: '127.0.0.1',
    ...settings,
  }
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src', 'main.ts'), 'start'],
    {
      cwd: root,
      env: { ...clean(process.env), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  const listen = (chunk: Buffer): void => {
    output += chunk.toString('utf8')
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  let isAsked = false
  child.once('exit', (code, signal) => {
    if (!isAsked) console.error(`the product ended by itself (${signal ?? code}):\n${output.slice(-6000)}`)
  })
  const address = `http://127.0.0.1:${port}`
  try {
    await untilReady(child, address, () => output)
  } catch (error) {
    isAsked = true
    await end(child, home)
    throw error
  }
  return {
    address,
    home,
    get setupLink() {
      return /http:\S+\/setup\?token=\S+/.exec(output)?.[0] ?? null
    },
    async loadDemo(options = {}) {
      const opened = await open(loadConfig(env))
      try {
        return await loadDemo(opened.kernel, { ownerUrl: opened.database.ownerUrl, worksQueue: true, ...options })
      } finally {
        await opened.database.close()
      }
    },
    async beside(work) {
      const opened = await open(loadConfig(env))
      try {
        return await work(opened.kernel, opened.database.ownerUrl)
      } finally {
        await opened.database.close()
      }
    },
    command(...words) {
      const done = spawnSync(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', join(root, 'src', 'main.ts'), ...words],
        { cwd: root, env: { ...clean(process.env), ...env }, encoding: 'utf8', timeout: 300_000 },
      )
      return { status: done.status, out: `${done.stdout}${done.stderr}` }
    },
    stop: () => {
      isAsked = true
      return end(child, home)
    },
  }
}

/** Settings of the one who runs the tests must not reach the product under test. */
function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(VANKHO_|DATABASE_|PORT$|HOST$|VITEST|NODE_OPTIONS)/.test(name)),
  )
}

async function untilReady(child: ChildProcess, address: string, output: () => string): Promise<void> {
  const deadline = Date.now() + 120_000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the product ended at its start:\n${output()}`)
    if (Date.now() > deadline) throw new Error(`the product is not ready after two minutes:\n${output()}`)
    const isReady = await fetch(`${address}/health/ready`)
      .then((answer) => answer.ok)
      .catch(() => false)
    if (isReady && output().includes(address)) return
    await pause(150)
  }
}

async function end(child: ChildProcess, home: string): Promise<void> {
  const gone = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
  child.kill('SIGTERM')
  const isGone = await Promise.race([gone.then(() => true), pause(20_000).then(() => false)])
  if (!isGone) child.kill('SIGKILL')
  await gone
  stopDatabase(home)
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/** A product that was killed leaves its database running. */
function stopDatabase(home: string): void {
  const file = join(home, 'postgres', 'data', 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (pid > 1) process.kill(pid, 'SIGQUIT')
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
