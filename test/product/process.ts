/** One process of the product, in any role, as a stranger starts it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export interface RunningProcess {
  readonly child: ChildProcess
  readonly pid: number
  /** Everything it printed. */
  output(): string
  /** What it last said on standard error, for the report of a failure. */
  lastWords(): string
  /** Ends it at once, as a power cut would; answers when it is gone. */
  kill(): Promise<void>
  /** Asks it to stop and waits. @returns its exit code */
  stop(): Promise<number | null>
}

/** A free loopback port. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Settings of the one who runs the tests must not reach the product under test. */
const bare = { PATH: process.env['PATH'] ?? '/usr/bin:/bin' }

/**
 * Starts it and waits until it serves (or, a worker, works).
 * @param env settings; `VANKHO_HOME` and, for a server, `PORT` among them
 */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<RunningProcess> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src', 'main.ts'), 'start'],
    { env: { ...bare, HOME: env['VANKHO_HOME']!, ...env }, cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let printed = ''
  let said = ''
  child.stdout.on('data', (chunk) => {
    printed += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    said = (said + String(chunk)).slice(-8000)
  })
  const isGone = (): boolean => child.exitCode !== null || child.signalCode !== null
  const gone = async (): Promise<void> => {
    while (!isGone()) await sleep(10)
  }
  const isReady = (): Promise<boolean> =>
    env['VANKHO_ROLE'] === 'worker'
      ? Promise.resolve(printed.includes('working in the background'))
      : fetch(`http://127.0.0.1:${env['PORT']}/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
          (answer) => answer.ok && printed.includes(`:${env['PORT']}`),
          () => false,
        )
  for (const begun = performance.now(); !(await isReady()); await sleep(50)) {
    if (isGone()) throw new Error(`the product ended at its start:\n${said}`)
    if (performance.now() - begun > 120_000) {
      child.kill('SIGKILL')
      throw new Error(`the product is not ready after two minutes:\n${said}`)
    }
  }
  return {
    child,
    pid: child.pid!,
    output: () => printed,
    lastWords: () => `${child.exitCode ?? child.signalCode ?? 'runs'}: ${said.slice(-4000)}`,
    async kill() {
      child.kill('SIGKILL')
      await gone()
    },
    async stop() {
      if (!isGone()) child.kill('SIGTERM')
      await gone()
      return child.exitCode
    },
  }
}

/** Runs one command of `vankho` to its end. @param home of the installation @param args of the command */
export async function runCommand(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  options: { cwd?: string } = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(root, 'bin', 'vankho.js'), ...args], {
    env: { ...bare, ...env },
    cwd: options.cwd ?? root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, out, err }
}
