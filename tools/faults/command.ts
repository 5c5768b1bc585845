/** The `vankho` command as an administrator runs it: a child process, its JSON, its words, its exit code. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'

const root = join(import.meta.dirname, '..', '..')

export interface Told {
  readonly code: number
  readonly json: Record<string, unknown>
  readonly words: string
}

/** @param options.onWords hears its standard error; `stop` ends it as Ctrl+C would, or by another signal */
export function vankho(
  home: string,
  args: string[],
  options: {
    env?: Record<string, string>
    onWords?: (words: string, stop: (signal?: NodeJS.Signals) => void) => void
  } = {},
): Promise<Told> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'src', 'main.ts'), ...args, '--json'],
      {
        env: {
          PATH: process.env['PATH'] ?? '/usr/bin:/bin',
          VANKHO_HOME: home,
          VANKHO_LOG: 'warn',
          HOME: '/tmp',
          ...options.env,
        },
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let out = ''
    let words = ''
    child.stdout.on('data', (chunk) => {
      out += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      words += String(chunk)
      options.onWords?.(words, (signal = 'SIGINT') => child.kill(signal))
    })
    child.once('error', reject)
    child.once('close', (code) => {
      let json: Record<string, unknown> = {}
      try {
        json = JSON.parse(out) as Record<string, unknown>
      } catch {
        // no JSON: the words tell why
      }
      resolve({ code: code ?? -1, json, words })
    })
  })
}
