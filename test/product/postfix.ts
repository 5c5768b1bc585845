/**
 * A real mail server: Debian's Postfix with a configuration, queue and mailboxes of its own below a temporary folder, on loopback. It takes
 * plain SMTP on one port, and on two others only encrypted and with login: STARTTLS and TLS from the first byte.
 */

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from './process.ts'

const run = promisify(execFile)
const NOBODY = 65_534
export const MAIL_DOMAIN = 'lam-ha.example'
export const MAIL_LOGIN = { user: 'vankho', password: 'Thu cong vu 2026' } as const

/** Why it cannot be tried here, or null. */
export function postfixIsMissing(): string | null {
  if (process.getuid?.() !== 0) return 'Postfix cần quyền root | Postfix needs root'
  const missing = [
    ['/usr/sbin/postfix', 'postfix'],
    ['/usr/bin/openssl', 'openssl'],
  ].filter(([proof]) => !existsSync(proof!))
  return missing.length === 0 ? null : `cần | needs: apt-get install ${missing.map(([, name]) => name).join(' ')}`
}

export interface MailServer {
  readonly ports: { readonly plain: number; readonly starttls: number; readonly tls: number }
  /** Path of the certificate of who vouches for it (PEM). */
  readonly ca: string
  /** What to say to a receiver (`450 4.2.1 …`, `550 5.1.1 …`); everybody else in the domain is taken. */
  answer(rules: Readonly<Record<string, string>>): Promise<void>
  /** Letters in somebody's mailbox, oldest first, as they came. */
  letters(name: string): Buffer[]
  log(): string
  /** Its end, and its beginning again at the same ports. */
  stop(): Promise<void>
  start(): Promise<void>
  remove(): Promise<void>
}

/** A letter as its reader's program shows it. `raw`: without the lines that servers on the way put in front. */
export function letterOf(bytes: Buffer) {
  const whole = bytes.toString('latin1').replaceAll('\r\n', '\n')
  const raw = whole.slice(whole.indexOf('From: '))
  const [head, body] = cut(raw)
  const parts = partsOf(head, body)
  const files = parts
    .filter((one) => /^content-disposition: attachment/im.test(one.head))
    .map(({ head: own, bytes: content }) => ({
      name: fileNameOf(own),
      bytes: content,
      sha256: createHash('sha256').update(content).digest('hex'),
    }))
  return {
    raw,
    from: field(head, 'From'),
    subject: field(head, 'Subject'),
    messageId: field(head, 'Message-ID'),
    inReplyTo: field(head, 'In-Reply-To'),
    replyTo: field(head, 'Reply-To'),
    text: parts.find((one) => /^content-type: text\/plain/im.test(one.head))?.bytes.toString('utf8') ?? '',
    files,
  }
}

const cut = (text: string): [string, string] => {
  const at = text.indexOf('\n\n')
  return [text.slice(0, at).replace(/\n[ \t]+/g, ' '), text.slice(at + 2)]
}

/** A header, its encoded words read (RFC 2047, base64 or Q, UTF-8). */
function field(head: string, name: string): string {
  const value = new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? ''
  return words(value)
}

function words(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, '?==?')
  const bytes = (how: string, text: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64')
      : Buffer.from(
          text
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        )
  return joined.replace(/(=\?utf-8\?[BQ]\?[^?]*\?=)+/gi, (run) =>
    Buffer.concat(
      [...run.matchAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi)].map(([, how, text]) => bytes(how!, text!)),
    ).toString('utf8'),
  )
}

/** Name of an attached file (RFC 2231, in one piece or several). */
function fileNameOf(head: string): string {
  const pieces = [...head.matchAll(/filename\*(?:\d+\*?)?=(?:utf-8'')?"?([^;"\s]+)"?/gi)].map(([, text]) => text!)
  if (pieces.length > 0) return decodeURIComponent(pieces.join(''))
  return words(/filename="?([^";]+)"?/i.exec(head)?.[1] ?? '')
}

function partsOf(head: string, body: string): { head: string; bytes: Buffer }[] {
  const boundary = /boundary="?([^";\s]+)"?/i.exec(head)?.[1]
  if (boundary && /^content-type: multipart/im.test(head))
    return body
      .split(`--${boundary}`)
      .slice(1, -1)
      .flatMap((part) => partsOf(...cut(part.replace(/^\n/, ''))))
  const how = field(head, 'Content-Transfer-Encoding').toLowerCase()
  if (how === 'base64') return [{ head, bytes: Buffer.from(body, 'base64') }]
  if (how !== 'quoted-printable') return [{ head, bytes: Buffer.from(body, 'latin1') }]
  const plain = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return [{ head, bytes: Buffer.from(plain, 'latin1') }]
}

/** @param limit bytes of the largest letter that it takes */
export async function startPostfix(limit = 4 * 1024 * 1024): Promise<MailServer> {
  const home = mkdtempSync(join(tmpdir(), 'vankho-postfix-'))
  const ports = { plain: await freePort(), starttls: await freePort(), tls: await freePort() }
  const at = (...parts: string[]) => join(home, ...parts)
  chmodSync(home, 0o755)
  for (const name of ['conf', 'queue', 'data', 'mail']) mkdirSync(at(name))
  await run('chown', ['postfix', at('data')])
  await run('chown', [String(NOBODY), at('mail')])
  await certificates(home)
  const logins = await loginService()
  writeFileSync(at('conf', 'main.cf'), settings(home, limit, logins.port))
  writeFileSync(at('conf', 'master.cf'), services(ports))
  writeFileSync(at('conf', 'answers'), '')
  await run('/usr/sbin/postfix', ['-c', at('conf'), 'check'])

  let child: ChildProcess | null = null
  const isOpen = (port: number) =>
    new Promise<boolean>((resolve) => {
      const line = connect(port, '127.0.0.1', () => {
        line.destroy()
        resolve(true)
      })
      line.once('error', () => resolve(false))
    })
  const server: MailServer = {
    ports,
    ca: at('ca.pem'),
    async start() {
      const own = spawn('/usr/lib/postfix/sbin/master', ['-c', at('conf'), '-d'], { stdio: 'ignore', detached: true })
      child = own
      for (const begun = performance.now(); !(await isOpen(ports.plain)); await sleep(50))
        if (performance.now() - begun > 30_000 || own.exitCode !== null)
          throw new Error(`Postfix does not answer:\n${server.log()}`)
    },
    async stop() {
      const own = child
      child = null
      if (!own || own.exitCode !== null || own.signalCode !== null) return
      const gone = new Promise((resolve) => own.once('close', resolve))
      own.kill('SIGTERM')
      await gone
      // Its children hold the ports a little longer: who starts now would find them taken.
      const all = async () => (await Promise.all(Object.values(ports).map(isOpen))).some(Boolean)
      for (const begun = performance.now(); await all(); await sleep(50))
        if (performance.now() - begun > 30_000) throw new Error(`Postfix does not end:\n${server.log()}`)
    },
    async answer(rules) {
      const lines = Object.entries(rules).map(([name, words]) => `${name}@${MAIL_DOMAIN} ${words}\n`)
      writeFileSync(at('conf', 'answers'), lines.join(''))
      // Its processes keep the list that they began with.
      if (child) {
        await server.stop()
        await server.start()
      }
    },
    letters: (name) => {
      const box = at('mail', 'all', 'new')
      const all = existsSync(box) ? readdirSync(box).sort() : []
      const to = `Delivered-To: ${name}@${MAIL_DOMAIN}\n`
      return all.map((file) => readFileSync(join(box, file))).filter((one) => one.includes(to))
    },
    log: () => (existsSync(at('log')) ? readFileSync(at('log'), 'utf8').slice(-6_000) : ''),
    async remove() {
      await server.stop()
      logins.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}

async function certificates(home: string): Promise<void> {
  const at = (name: string) => join(home, name)
  const openssl = (...args: string[]) => run('openssl', args)
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  await openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '3650',
    '-subj',
    '/CN=Invented mail root',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
  )
  await openssl('req', ...key, '-subj', '/CN=127.0.0.1', '-keyout', at('mail.key'), '-out', at('mail.csr'))
  writeFileSync(at('mail.ext'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n')
  const by = [
    '-CA',
    at('ca.pem'),
    '-CAkey',
    at('ca.key'),
    '-CAcreateserial',
    '-days',
    '3650',
    '-extfile',
    at('mail.ext'),
  ]
  await openssl('x509', '-req', '-in', at('mail.csr'), ...by, '-out', at('mail.pem'))
}

/** Who may sign in, told to Postfix as Dovecot would tell it: one name, one password. */
async function loginService(): Promise<{ port: number; close(): void }> {
  const good = Buffer.from(`\0${MAIL_LOGIN.user}\0${MAIL_LOGIN.password}`).toString('base64')
  const service = createServer((line) => {
    line.write(
      'VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t00000000000000000000000000000000\nDONE\n',
    )
    let said = ''
    line.on('error', () => {})
    line.on('data', (chunk) => {
      said += String(chunk)
      for (let end = said.indexOf('\n'); end >= 0; end = said.indexOf('\n')) {
        const words = said.slice(0, end).split('\t')
        said = said.slice(end + 1)
        if (words[0] !== 'AUTH') continue
        const isGood = words.includes(`resp=${good}`)
        line.write(isGood ? `OK\t${words[1]}\tuser=${MAIL_LOGIN.user}\n` : `FAIL\t${words[1]}\treason=wrong\n`)
      }
    })
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  service.unref()
  return { port: (service.address() as { port: number }).port, close: () => service.close() }
}

const settings = (home: string, limit: number, logins: number) =>
  `compatibility_level = 3.6
queue_directory = ${home}/queue
data_directory = ${home}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${home}/log
maillog_file_prefixes = ${home}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.${MAIL_DOMAIN}
mydestination =
alias_maps =
local_recipient_maps =
mynetworks = 127.0.0.0/8
smtputf8_enable = yes
message_size_limit = ${limit}
mailbox_size_limit = 0
virtual_mailbox_limit = 0
virtual_mailbox_domains = ${MAIL_DOMAIN}
virtual_mailbox_base = ${home}/mail
virtual_mailbox_maps = static:all/
virtual_minimum_uid = 1
virtual_uid_maps = static:${NOBODY}
virtual_gid_maps = static:${NOBODY}
smtpd_recipient_restrictions = check_recipient_access texthash:${home}/conf/answers, reject_unauth_destination
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_cert_file = ${home}/mail.pem
smtpd_tls_key_file = ${home}/mail.key
smtpd_tls_security_level = none
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${logins}
`

const services = (ports: MailServer['ports']) => {
  const closed = `  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
`
  return `127.0.0.1:${ports.plain} inet n - n - - smtpd
127.0.0.1:${ports.starttls} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
${closed}127.0.0.1:${ports.tls} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
${closed}pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`
}
