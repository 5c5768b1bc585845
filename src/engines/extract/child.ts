/**
 * Child programs under limits: argument array (never a shell), clean environment, time, output and memory limits.
 * Hostile files may crash or hang a reader; it dies alone.
 */
import { type ChildProcess, spawn } from 'node:child_process'

export const DEFAULT_TOOL_PATH = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin'

const TIME_LIMIT_MS = 30_000

export interface RunOptions {
  toolPath?: string | undefined
  input?: Buffer
  timeoutMs?: number
  /** Output beyond this kills the child. */
  maxOutput?: number
  /** Address space limit in MiB, by `prlimit` where the system has it. */
  memoryMb?: number
  /** No file that it writes grows beyond this, by `prlimit` where the system has it and a memory limit is set. */
  maxFileBytes?: number
  /** Aborting ends the program with all that it started. */
  signal?: AbortSignal | undefined
  cwd?: string
  /** Beside the clean environment: a home and a place for temporary files of its own. */
  env?: Readonly<Record<string, string>>
}

export interface RunResult {
  /** Exit code; null when killed or not started. */
  code: number | null
  stdout: Buffer
  stderr: string
  outcome: 'done' | 'missing' | 'timeout' | 'too-much-output' | 'aborted'
}

/** A killed program gets this long to let go of its pipes. */
const GRACE_MS = 2000

/** Ends a child and whatever it started: LibreOffice's own child would live on, holding the pipes. */
function end(child: ChildProcess): void {
  try {
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

function start(command: string, args: string[], options: RunOptions, limited: boolean): ChildProcess {
  const env = {
    PATH: options.toolPath ?? DEFAULT_TOOL_PATH,
    LC_ALL: 'C.UTF-8',
    // one thread a process: pages run side by side instead (tesseract's own threads only fight each other)
    OMP_THREAD_LIMIT: '1',
    ...options.env,
  }
  const stdio: ['pipe', 'pipe', 'pipe'] = ['pipe', 'pipe', 'pipe']
  // a process group of its own, so that it can be ended with all that it started
  const how = { env, stdio, windowsHide: true, detached: process.platform !== 'win32', cwd: options.cwd }
  if (!limited) return spawn(command, args, how)
  // the processor limit ends it also when this process is no longer there to do so
  const seconds = Math.ceil(((options.timeoutMs ?? TIME_LIMIT_MS) / 1000) * 2)
  const limits = [`--as=${(options.memoryMb ?? 1024) * 1024 * 1024}`, `--cpu=${seconds}`, '--core=0']
  if (options.maxFileBytes !== undefined) limits.push(`--fsize=${options.maxFileBytes}`)
  return spawn('prlimit', [...limits, '--', command, ...args], how)
}

function collect(child: ChildProcess, options: RunOptions): Promise<RunResult> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    let stderr = ''
    let outcome: RunResult['outcome'] = 'done'
    const stop = (why: RunResult['outcome']) => {
      outcome = why
      end(child)
      setTimeout(() => finish(null), GRACE_MS).unref()
    }
    const timer = setTimeout(() => stop('timeout'), options.timeoutMs ?? TIME_LIMIT_MS)
    const abort = () => stop('aborted')
    if (options.signal?.aborted) abort()
    options.signal?.addEventListener('abort', abort, { once: true })
    const finish = (code: number | null) => {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', abort)
      resolve({ code, stdout: Buffer.concat(chunks), stderr, outcome })
    }
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > (options.maxOutput ?? 256 * 1024 * 1024)) stop('too-much-output')
      else chunks.push(chunk)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < 20_000) stderr += chunk.toString('utf8')
    })
    child.on('error', () => {
      outcome = 'missing'
      finish(null)
    })
    child.on('close', (code, signal) => {
      // The limit of a file's size ends a program by this signal.
      if (signal === 'SIGXFSZ') outcome = 'too-much-output'
      finish(code)
    })
    child.stdin?.on('error', () => {})
    child.stdin?.end(options.input)
  })
}

let hasPrlimit: boolean | undefined

/** Runs a program to its end. Never throws: a missing program, a time-out and a crash are outcomes. */
export async function run(command: string, args: string[], options: RunOptions = {}): Promise<RunResult> {
  if (options.memoryMb !== undefined && hasPrlimit === undefined) {
    const probe = await collect(start('prlimit', ['--version'], options, false), { timeoutMs: 5000 })
    hasPrlimit = probe.outcome === 'done' && probe.code === 0
  }
  if (options.memoryMb === undefined || !hasPrlimit) return collect(start(command, args, options, false), options)
  const result = await collect(start(command, args, options, true), options)
  // prlimit starts and then cannot find the program: 127
  return result.code === 127 ? { ...result, outcome: 'missing' } : result
}

let canCutOff: Promise<boolean> | undefined

/** Runs a program without any network, where this process may give a child a network of its own that leads nowhere. */
export async function runCutOff(command: string, args: string[], options: RunOptions): Promise<RunResult> {
  canCutOff ??= run('unshare', ['--map-root-user', '--net', 'true'], { timeoutMs: 5000 }).then((r) => r.code === 0)
  return (await canCutOff)
    ? run('unshare', ['--map-root-user', '--net', '--kill-child', command, ...args], options)
    : run(command, args, options)
}

/** Runs a script of ours in a Node of its own with a heap limit. */
export function runNode(script: string, args: string[], options: RunOptions = {}): Promise<RunResult> {
  const flags = ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${options.memoryMb ?? 1024}`]
  // no address space limit here: WebAssembly reserves far more than it uses
  return collect(start(process.execPath, [...flags, script, ...args], options, false), options)
}

const known = new Map<string, Promise<boolean>>()

/** Whether a program is installed. Asked once per PATH; one that comes later is found. */
export function isInstalled(command: string, versionFlag: string, toolPath?: string): Promise<boolean> {
  const key = `${toolPath ?? ''} ${command}`
  let answer = known.get(key)
  if (answer === undefined) {
    answer = run(command, [versionFlag], { toolPath, timeoutMs: 10_000 }).then((r) => {
      if (r.outcome !== 'done') known.delete(key)
      return r.outcome === 'done'
    })
    known.set(key, answer)
  }
  return answer
}
