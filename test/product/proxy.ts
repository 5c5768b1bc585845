/** HAProxy of Debian in front of nodes on loopback, set up word for word as docs/deployment.md says, but for addresses and certificate. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { freePort } from './process.ts'

const HAPROXY = '/usr/sbin/haproxy'
/** Why it cannot be tried here, or null. */
export const proxyIsMissing = (): string | null =>
  existsSync(HAPROXY) ? null : 'HAProxy không có ở máy này: apt-get install haproxy | is not here'

export interface RunningProxy {
  readonly base: string
  stop(): Promise<void>
}

/** The block of the page that begins with `# NAME`. */
export function blockOf(name: string): string {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'deployment.md'), 'utf8')
  const found = [...page.matchAll(/```\w*\n([\s\S]*?)```/g)].find(([, text]) => text!.startsWith(`# ${name}\n`))
  if (!found) throw new Error(`docs/deployment.md has no block "# ${name}"`)
  return found[1]!
}

/** Starts a program that stays in the foreground and waits until `isUp`. */
export async function keepRunning(
  program: string,
  words: readonly string[],
  isUp: () => Promise<boolean>,
): Promise<{ child: ChildProcess; stop(): Promise<void> }> {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said = (said + String(chunk)).slice(-4000)
    })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (let waited = 0; !(await isUp()); waited += 100) {
    if (child.exitCode !== null || waited > 60_000) throw new Error(`${program}: ${said}`)
    await sleep(100)
  }
  return {
    child,
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** @param ports of the nodes. Its certificate is trusted by this process from now on. */
export async function startProxy(ports: readonly number[]): Promise<RunningProxy> {
  const home = mkdtempSync(join(tmpdir(), 'vankho-proxy-'))
  const port = await freePort()
  const [key, cert, both] = ['key.pem', 'cert.pem', 'vankho.pem'].map((name) => join(home, name)) as [
    string,
    string,
    string,
  ]
  const subject = ['-subj', '/CN=vankho.test', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-keyout', key, '-out', cert, ...subject],
    ],
    { stdio: 'ignore' },
  )
  writeFileSync(both, readFileSync(cert, 'utf8') + readFileSync(key, 'utf8'), { mode: 0o600 })
  setDefaultCACertificates([...getCACertificates(), readFileSync(cert, 'utf8')])
  const settings = blockOf('haproxy.cfg')
    .replace(/^ *bind :80\n/m, '')
    .replace('bind :443', `bind 127.0.0.1:${port}`)
    .replace('/etc/haproxy/vankho.pem', both)
    .replace(/^ *server node.*\n/gm, '')
    .concat(ports.map((one, i) => `    server node${i + 1} 127.0.0.1:${one}\n`).join(''))
    // Which node answered, for the test alone.
    .replace('default_backend nodes', 'default_backend nodes\n    http-response set-header x-node %s')
  const file = join(home, 'haproxy.cfg')
  writeFileSync(file, settings)
  const base = `https://127.0.0.1:${port}`
  const proxy = await keepRunning(HAPROXY, ['-db', '-f', file], () =>
    fetch(`${base}/health/ready`).then(
      (answer) => answer.ok,
      () => false,
    ),
  )
  return {
    base,
    async stop() {
      await proxy.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
