/**
 * Three PostgreSQL 15 under Patroni with three etcd, HAProxy in front, all on loopback, set up as docs/deployment.md says. A member is
 * a "machine": its Patroni and its PostgreSQL, killed together and started again together.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { serverAccount } from '#platform/db/embedded/files.ts'
import { freePort } from './process.ts'
import { blockOf, keepRunning } from './proxy.ts'

/** Why it cannot be tried here, or null. */
export function clusterIsMissing(): string | null {
  const wanted = { patroni: '/usr/bin/patroni', 'etcd-server': '/usr/bin/etcd', haproxy: '/usr/sbin/haproxy' }
  const missing = Object.entries(wanted).filter(([, path]) => !existsSync(path))
  if (missing.length === 0) return null
  return `cần | needs: apt-get install postgresql-15 python3-etcd ${missing.map(([name]) => name).join(' ')}`
}

export interface Cluster {
  readonly ownerUrl: string
  readonly appUrl: string
  readonly adminUrl: string
  /** Name of the member that leads, or null while none does. */
  leader(): Promise<string | null>
  /** Members that stream, and are up to date enough to be asked. */
  standbys(): Promise<number>
  /** A machine's end: Patroni and PostgreSQL of a member at once. */
  kill(name: string): Promise<void>
  /** The machine stands still, its connections stay open; `thaw` lets it go on. */
  freeze(name: string): void
  thaw(name: string): void
  start(name: string): void
  stop(): Promise<void>
}

interface Member {
  readonly name: string
  readonly port: number
  readonly rest: number
  readonly data: string
  readonly settings: string
  process: ChildProcess | null
}

const SECRET = 'chi-de-thu'

export async function startCluster(): Promise<Cluster> {
  const home = mkdtempSync(join(tmpdir(), 'vankho-patroni-'))
  const account = serverAccount()
  const as = account ? { uid: account.uid, gid: account.gid } : {}
  const own = (path: string): string => {
    if (account) chownSync(path, account.uid, account.gid)
    return path
  }
  own(home)
  const folder = (name: string): string => {
    mkdirSync(join(home, name), { mode: 0o700 })
    return own(join(home, name))
  }
  const children: ChildProcess[] = []
  const run = (program: string, words: string[], log: string): ChildProcess => {
    // A group of its own, so that a machine can be killed or frozen as a whole.
    const child = spawn('/bin/sh', ['-c', `exec "$0" "$@" >>${log} 2>&1`, program, ...words], {
      ...as,
      cwd: home,
      detached: true,
      stdio: 'ignore',
      env: { PATH: '/usr/bin:/bin', HOME: home, LC_ALL: 'C.UTF-8' },
    })
    children.push(child)
    return child
  }

  const etcds = await Promise.all(
    [1, 2, 3].map(async (n) => ({ name: `etcd${n}`, client: await freePort(), peer: await freePort() })),
  )
  const peers = etcds.map((one) => `${one.name}=http://127.0.0.1:${one.peer}`).join(',')
  for (const { name, client, peer } of etcds)
    run(
      '/usr/bin/etcd',
      [
        ...['--name', name, '--data-dir', folder(name), '--initial-cluster', peers, '--initial-cluster-state', 'new'],
        ...[
          '--listen-client-urls',
          `http://127.0.0.1:${client}`,
          '--advertise-client-urls',
          `http://127.0.0.1:${client}`,
        ],
        ...[
          '--listen-peer-urls',
          `http://127.0.0.1:${peer}`,
          '--initial-advertise-peer-urls',
          `http://127.0.0.1:${peer}`,
        ],
      ],
      join(home, `${name}.log`),
    )

  const members: Member[] = []
  for (const n of [1, 2, 3]) {
    const name = `pg${n}`
    const [port, rest] = [await freePort(), await freePort()]
    const settings = join(home, `${name}.yml`)
    const sockets = folder(`run${n}`)
    const values: Record<string, string> = {
      'ADDRESS:REST': `127.0.0.1:${rest}`,
      'ADDRESS:PORT': `127.0.0.1:${port}`,
      NODE: name,
      DATA: join(home, name),
      RUN: sockets,
      'ETCD1, ETCD2, ETCD3': etcds.map((one) => `127.0.0.1:${one.client}`).join(', '),
    }
    let text = blockOf('patroni.yml').replaceAll('SECRET', SECRET)
    for (const [word, value] of Object.entries(values)) text = text.replaceAll(word, value)
    writeFileSync(settings, text, { mode: 0o600 })
    own(settings)
    members.push({ name, port, rest, data: join(home, name), settings, process: null })
  }
  const memberOf = (name: string): Member => members.find((one) => one.name === name)!
  const start = (name: string): void => {
    const member = memberOf(name)
    member.process = run('/usr/bin/patroni', [member.settings], join(home, `${name}.log`))
  }
  for (const { name } of members) start(name)

  const status = async (member: Member, path: string): Promise<{ ok: boolean; body: Record<string, unknown> }> =>
    fetch(`http://127.0.0.1:${member.rest}${path}`, { signal: AbortSignal.timeout(2000) }).then(
      async (answer) => ({ ok: answer.ok, body: (await answer.json()) as Record<string, unknown> }),
      () => ({ ok: false, body: {} }),
    )
  const leader = async (): Promise<string | null> => {
    for (const member of members) if ((await status(member, '/primary')).ok) return member.name
    return null
  }
  const standbys = async (): Promise<number> => {
    let count = 0
    for (const member of members) {
      const { ok, body } = await status(member, '/replica')
      if (ok && (body['replication_state'] === undefined || body['replication_state'] === 'streaming')) count += 1
    }
    return count
  }
  const port = await freePort()
  const proxyFile = join(home, 'haproxy.cfg')
  writeFileSync(
    proxyFile,
    blockOf('haproxy-postgres.cfg')
      .replace('bind :5432', `bind 127.0.0.1:${port}`)
      .replace(/^ *server pg.*\n/gm, '')
      .concat(members.map((one) => `    server ${one.name} 127.0.0.1:${one.port} port ${one.rest}\n`).join('')),
  )
  const url = (user: string, password: string, database: string): string =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`
  const ask = async (database: string, sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url('postgres', SECRET, database), connectionTimeoutMillis: 5000 })
    client.on('error', () => {})
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  const killGroup = (child: ChildProcess | null, signal: NodeJS.Signals): void => {
    try {
      if (child?.pid) process.kill(-child.pid, signal)
    } catch {
      // gone already
    }
  }
  /** PostgreSQL leaves Patroni's group: it is found by its pid file. */
  const postmaster = (member: Member): number | null => {
    try {
      return Number(readFileSync(join(member.data, 'postmaster.pid'), 'utf8').split('\n')[0])
    } catch {
      return null
    }
  }
  const signalMachine = (member: Member, signal: NodeJS.Signals): void => {
    killGroup(member.process, signal)
    const pid = postmaster(member)
    if (pid === null) return
    for (const one of [pid, ...childrenOf(pid)])
      try {
        process.kill(one, signal)
      } catch {
        // gone already
      }
  }
  let proxy: Awaited<ReturnType<typeof keepRunning>> | null = null
  const stop = async (): Promise<void> => {
    await proxy?.stop()
    for (const member of members) signalMachine(member, 'SIGKILL')
    for (const child of children) killGroup(child, 'SIGKILL')
    await sleep(500)
    rmSync(home, { recursive: true, force: true })
  }
  try {
    proxy = await keepRunning('/usr/sbin/haproxy', ['-db', '-f', proxyFile], async () => true)
    for (let waited = 0; (await leader()) === null || (await standbys()) < 2; waited += 500) {
      if (waited > 240_000)
        throw new Error(`the cluster does not come up:\n${readFileSync(join(home, 'pg1.log'), 'utf8').slice(-3000)}`)
      await sleep(500)
    }
    const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'external-postgresql.md'), 'utf8')
    for (let tries = 0; ; tries++)
      try {
        await ask('postgres', 'select 1')
        break
      } catch (error) {
        if (tries > 60) throw error
        await sleep(500)
      }
    for (const statement of /```sql\n([\s\S]*?)```/
      .exec(page)![1]!
      .split(';\n')
      .filter((one) => one.trim()))
      await ask('postgres', statement)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    ownerUrl: url('vankho_owner', 'OWNER-PASSWORD', 'vankho'),
    appUrl: url('vankho_app_login', 'APP-PASSWORD', 'vankho'),
    adminUrl: url('postgres', SECRET, 'vankho'),
    leader,
    standbys,
    async kill(name) {
      signalMachine(memberOf(name), 'SIGKILL')
      await sleep(100)
    },
    freeze: (name) => signalMachine(memberOf(name), 'SIGSTOP'),
    thaw: (name) => signalMachine(memberOf(name), 'SIGCONT'),
    start,
    stop,
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}
