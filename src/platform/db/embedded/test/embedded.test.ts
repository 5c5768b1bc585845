import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startEmbedded } from '../index.ts'
import { identityOf, isAlive, isLiving, takeTurn } from '../processes.ts'

const home = mkdtempSync(join(tmpdir(), 'vankho-embedded-'))
const folder = join(home, 'postgres')
const held: ChildProcess[] = []

/** Another process that uses the server of the home. @returns it, and the server's pid that it saw */
async function hold(): Promise<{ child: ChildProcess; server: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hold.ts'), home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  held.push(child)
  const server = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('it ended before the server was up')))
    child.stdout!.once('data', (chunk) => resolve(Number(String(chunk))))
  })
  return { child, server }
}

async function until(is: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 1200 && !is(); i++) await sleep(50)
  expect(is(), what).toBe(true)
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  const first = await startEmbedded({ home, fsync: false })
  await ask(first.ownerUrl, 'create table kept (n int); insert into kept values (1)')
  await first.release()
})
afterAll(() => {
  for (const child of held) child.kill('SIGKILL')
  rmSync(home, { recursive: true, force: true })
})

it('stops the server when its only user is killed', async () => {
  const { child, server } = await hold()
  expect(isAlive(server)).toBe(true)
  child.kill('SIGKILL')
  await until(() => !isAlive(server), 'the server is gone')
  await until(() => !existsSync(join(folder, 'starting')), 'nobody holds the turn')
  expect(readdirSync(join(folder, 'users'))).toEqual([])
})

it('joins the running server also by another path to the same home', async () => {
  const one = await hold()
  const link = `${home}-link`
  symlinkSync(home, link)
  try {
    const joined = await startEmbedded({ home: link, fsync: false })
    expect(joined.pid).toBe(one.server)
    expect(await ask(joined.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }])
    await joined.release()
    expect(isAlive(one.server)).toBe(true)
  } finally {
    rmSync(link)
    one.child.kill('SIGTERM')
    await until(() => !isAlive(one.server), 'the server is gone')
  }
})

it('keeps the server while another process uses it, and stops it with the last that leaves', async () => {
  const one = await hold()
  const two = await hold()
  expect(two.server).toBe(one.server)
  one.child.kill('SIGKILL')
  await until(() => readdirSync(join(folder, 'users')).length === 1, 'the dead one is no user any more')
  expect(isAlive(two.server)).toBe(true)
  two.child.kill('SIGTERM')
  await until(() => !isAlive(two.server), 'the server is gone')
})

it('starts again with its data after everything was killed at once', async () => {
  const { child, server } = await hold()
  const guards = spawnSync('pgrep', ['-f', `vankho-guard .*${folder}`], { encoding: 'utf8' }).stdout.split('\n')
  const sessions = spawnSync('pgrep', ['-P', String(server)], { encoding: 'utf8' }).stdout.split('\n')
  expect(guards.filter(Boolean).length).toBeGreaterThan(0)
  for (const pid of [child.pid!, server, ...[...guards, ...sessions].filter(Boolean).map(Number)])
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it went with its parent
    }
  const again = await startEmbedded({ home, fsync: false })
  expect(await ask(again.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }])
  await again.release()
  expect(isAlive(again.pid)).toBe(false)
})

it('is not misled by numbers that now belong to other programs', async () => {
  // A user, a lock and a server that were left behind; their number is that of a program which lives (this one).
  const stale = `${process.pid} another-boot 12345`
  writeFileSync(join(folder, 'users', `${process.pid}-99`), stale)
  writeFileSync(join(folder, 'starting'), stale)
  const sockets = join(folder, 'run')
  writeFileSync(
    join(folder, 'data', 'postmaster.pid'),
    [process.pid, join(folder, 'data'), '1700000000', '5432', sockets, '', '  1 2', 'ready'].join('\n'),
  )
  writeFileSync(join(sockets, '.s.PGSQL.5432.lock'), `${process.pid}\n`)
  const server = await startEmbedded({ home, fsync: false })
  expect(await ask(server.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }])
  await server.release()
  expect(isAlive(server.pid)).toBe(false)
})

it('knows a process by more than its number', () => {
  expect(isLiving(identityOf(process.pid))).toBe(true)
  expect(isLiving(`${process.pid} another-boot 1`)).toBe(false)
  expect(isLiving('')).toBe(false)
  expect(isLiving(null)).toBe(false)
})

it('gives the turn to one at a time, also over a dead holder’s lock', async () => {
  const path = join(home, 'turn')
  writeFileSync(path, '999999999 gone 1')
  let inside = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      const free = await takeTurn(path)
      most = Math.max(most, ++inside)
      await sleep(10)
      inside -= 1
      free()
    }),
  )
  expect(most).toBe(1)
  expect(existsSync(path)).toBe(false)
})
