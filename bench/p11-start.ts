/**
 * P11: warm start to ready, and memory when idle, against `pg_ctl start` of the same PostgreSQL plus a bare node http server.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverAccount, serverPrograms } from '#platform/db/embedded/files.ts'
import { freePort, startProduct } from '../test/product/index.ts'
import { type Bar, comparePairs, type Part } from './kit.ts'

const bar: Bar = {
  id: 'P11',
  title: 'warm start and idle memory',
  async run(tell) {
    const product = await startProduct()
    const account = serverAccount()
    const programs = serverPrograms(account)
    const folder = mkdtempSync(join(tmpdir(), 'vankho-bare-'))
    chmodSync(folder, 0o755)
    if (account) chownSync(folder, account.uid, account.gid)
    const as = account ? { uid: account.uid, gid: account.gid } : {}
    const data = join(folder, 'data')
    const run = (name: string, args: string[]): void => {
      execFileSync(join(programs, 'bin', name), args, {
        ...as,
        cwd: '/',
        stdio: 'ignore',
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
      })
    }
    run('initdb', ['-D', data, '-A', 'trust', '-U', 'bare', '--locale=C'])
    const memory: Record<'ours' | 'theirs', number[]> = { ours: [], theirs: [] }
    try {
      await product.stop()
      const start = await comparePairs(
        {
          name: 'warm start to ready',
          size: 'empty office',
          unit: 'ms',
          peer: 'pg_ctl start + bare node http',
          limit: { better: 'less', pass: 8, aim: 4 },
          async ours() {
            const begun = performance.now()
            await product.start()
            const taken = performance.now() - begun
            await sleep(3000)
            memory.ours.push(resident(product.pid) + postgresMemory(product.postgresPid()))
            await product.stop()
            return taken
          },
          async theirs() {
            const begun = performance.now()
            run('pg_ctl', [
              '-D',
              data,
              '-w',
              '-o',
              `-k ${folder} -c listen_addresses=`,
              '-l',
              join(folder, 'log'),
              'start',
            ])
            const http = await bareHttp()
            const taken = performance.now() - begun
            await sleep(1000)
            const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
            memory.theirs.push(resident(http.pid!) + postgresMemory(pid))
            http.kill()
            run('pg_ctl', ['-D', data, '-w', '-m', 'fast', 'stop'])
            return taken
          },
        },
        tell,
      )
      let i = 0
      let j = 0
      const idle: Part = await comparePairs(
        {
          name: 'memory when idle',
          size: 'application and database, proportional set size',
          unit: 'MB',
          peer: 'the same PostgreSQL + bare node http',
          limit: { better: 'less', pass: 6, aim: 4 },
          ours: async () => memory.ours[i++ % memory.ours.length]!,
          theirs: async () => memory.theirs[j++ % memory.theirs.length]!,
        },
        tell,
      )
      return [start, idle]
    } finally {
      await product.remove()
      if (existsSync(join(data, 'postmaster.pid'))) run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop'])
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
export default bar

async function bareHttp(): Promise<ChildProcess> {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    ['-e', `require('http').createServer((q, r) => r.end('ok')).listen(${port}, '127.0.0.1')`],
    { stdio: 'ignore' },
  )
  for (;;) {
    if (
      await fetch(`http://127.0.0.1:${port}`).then(
        () => true,
        () => false,
      )
    )
      return child
    await sleep(5)
  }
}

/** Proportional set size of a process in MB (shared pages are divided among those who share them). */
function resident(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0 // ended meanwhile
  }
}

function postgresMemory(postmaster: number): number {
  let sum = resident(postmaster)
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if (Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]) === postmaster)
        sum += resident(Number(name))
    } catch {
      // ended meanwhile
    }
  }
  return sum
}
