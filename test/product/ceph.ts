/**
 * A real S3 service: Ceph's gateway with one monitor and one store in memory, all on loopback, from Debian's packages. Takes some
 * fifteen seconds to come up.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import type { ObjectStoreConfig } from '#platform/config/index.ts'
import { freePort } from './process.ts'

const run = promisify(execFile)

/** Why it cannot be tried here, or null. */
export function cephIsMissing(): string | null {
  const missing = ['ceph-mon', 'ceph-osd', 'radosgw'].filter((name) => !existsSync(`/usr/bin/${name}`))
  return missing.length === 0 ? null : `cần | needs: apt-get install ${missing.join(' ')}`
}

export interface Ceph {
  /** A bucket of its own. */
  bucket(name: string): Promise<ObjectStoreConfig>
  /** The gateway's end, as by kill -9; `startGateway` brings it back at the same address. */
  killGateway(): Promise<void>
  startGateway(): Promise<void>
  /** At most so many bytes in the user's buckets; null: no limit. */
  quota(bytes: number | null): Promise<void>
  stop(): Promise<void>
}

/** @param gone milliseconds to wait for each of its parts */
export async function startCeph(gone = 90_000): Promise<Ceph> {
  const home = mkdtempSync(join(tmpdir(), 'vankho-ceph-'))
  const [monitor, gateway] = [await freePort(), await freePort()]
  const id = randomUUID()
  const settings = join(home, 'ceph.conf')
  writeFileSync(
    settings,
    `[global]
fsid = ${id}
mon host = [v2:127.0.0.1:${monitor}/0]
mon initial members = a
public network = 127.0.0.0/8
ms bind ipv6 = false
keyring = ${home}/keyring
run dir = ${home}
admin socket = ${home}/$name.asok
log file = ${home}/$name.log
mon cluster log file = ${home}/cluster.log
mon data = ${home}/mon
mon data avail crit = 1
mon allow pool size one = true
mon max pg per osd = 1000
paxos propose interval = 0.05
osd data = ${home}/osd
osd objectstore = memstore
memstore device bytes = 1073741824
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pg autoscale mode = off
rgw frontends = beast endpoint=127.0.0.1:${gateway}
rgw enable usage log = false
rgw user quota bucket sync interval = 0
rgw bucket quota ttl = 0
`,
  )
  // The gateway opens further clients of its own, which look here.
  const env = { ...process.env, CEPH_CONF: settings }
  const children = new Set<ChildProcess>()
  const keep = (program: string, words: string[]): ChildProcess => {
    const log = openSync(join(home, `${program}.out`), 'a')
    const child = spawn(`/usr/bin/${program}`, ['-c', settings, ...words, '-f'], {
      cwd: home,
      env,
      stdio: ['ignore', log, log],
    })
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }
  const call = (program: string, ...words: string[]) =>
    run(`/usr/bin/${program}`, ['-c', settings, ...words], { timeout: gone })
  const kill = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  const stop = async (): Promise<void> => {
    for (const child of [...children].reverse()) await kill(child)
    rmSync(home, { recursive: true, force: true })
  }

  let gate: ChildProcess | null = null
  const endpoint = `http://127.0.0.1:${gateway}`
  const startGateway = async (): Promise<void> => {
    gate = keep('radosgw', ['-n', 'client.admin'])
    const until = Date.now() + gone
    while (Date.now() < until) {
      if (
        await fetch(endpoint, { signal: AbortSignal.timeout(2_000) }).then(
          (r) => r.ok,
          () => false,
        )
      )
        return
      if (gate.exitCode !== null) break
      await sleep(200)
    }
    throw new Error(`radosgw: ${readFileSync(join(home, 'radosgw.out'), 'utf8').slice(-1000)}`)
  }

  try {
    const map = join(home, 'monmap')
    const ring = join(home, 'keyring')
    await run('/usr/bin/ceph-authtool', [
      '--create-keyring',
      ring,
      '--gen-key',
      '-n',
      'mon.',
      '--cap',
      'mon',
      'allow *',
    ])
    const all = ['mon', 'osd', 'mgr'].flatMap((part) => ['--cap', part, 'allow *'])
    await run('/usr/bin/ceph-authtool', [ring, '--gen-key', '-n', 'client.admin', ...all])
    await run('/usr/bin/monmaptool', ['--create', '--fsid', id, '--addv', 'a', `[v2:127.0.0.1:${monitor}]`, map])
    await call('ceph-mon', '-i', 'a', '--mkfs', '--monmap', map, '--keyring', ring)
    keep('ceph-mon', ['-i', 'a'])
    const store = randomUUID()
    await call('ceph', 'osd', 'new', store)
    mkdirSync(join(home, 'osd'))
    const { stdout } = await call(
      'ceph',
      'auth',
      'get-or-create',
      'osd.0',
      'mon',
      'allow profile osd',
      'osd',
      'allow *',
    )
    appendFileSync(ring, stdout)
    await call('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', store)
    keep('ceph-osd', ['-i', '0'])
    await startGateway()
    await call(
      'radosgw-admin',
      'user',
      'create',
      '--uid',
      'vankho',
      '--display-name',
      'vankho',
      '--access-key',
      'VANKHO',
      '--secret-key',
      SECRET,
    )
  } catch (error) {
    await stop()
    throw error
  }

  return {
    startGateway,
    stop,
    killGateway: () => kill(gate!),
    async quota(bytes) {
      if (bytes !== null)
        await call(
          'radosgw-admin',
          'quota',
          'set',
          '--uid',
          'vankho',
          '--quota-scope',
          'user',
          '--max-size',
          String(bytes),
        )
      await call(
        'radosgw-admin',
        'quota',
        bytes === null ? 'disable' : 'enable',
        '--uid',
        'vankho',
        '--quota-scope',
        'user',
      )
    },
    async bucket(name) {
      const config = {
        endpoint,
        bucket: name,
        prefix: '',
        region: 'default',
        keyId: 'VANKHO',
        secret: SECRET,
        ca: null,
      }
      const client = new S3Client({
        endpoint,
        region: config.region,
        forcePathStyle: true,
        credentials: { accessKeyId: config.keyId, secretAccessKey: config.secret },
      })
      await client.send(new CreateBucketCommand({ Bucket: name }))
      client.destroy()
      return config
    },
  }
}

const SECRET = 'chi-de-thu'
