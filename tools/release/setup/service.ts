/** The command of an installation, its service for systemd, and the processes that run it. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Place, quoted } from './layout.ts'

export const UNIT = 'vankho.service'
export const hasSystemd = (): boolean => existsSync('/run/systemd/system')

/** `bin/vankho`. Run by root for a service, it becomes the service's account: no file of the data may belong to root. */
export function commandText(place: Place, account: string | null): string {
  return `#!/bin/sh
# Lệnh vankho của bản cài này (do bộ cài tạo). | The vankho command of this installation (made by the installer).
root=${quoted(place.root)}
${
  account
    ? `if [ "$(id -u)" = 0 ]; then exec runuser -u ${quoted(account)} -- "$root/bin/vankho" "$@"; fi
`
    : ''
}for node in "$root"/current/node_modules/node-*/bin/node; do :; done
exec "$node" --env-file="$root/vankho.env" --disable-warning=ExperimentalWarning "$root/current/src/main.ts" "$@"
`
}

/** The unit. Paths are quoted as systemd wants them. */
export function unitText(place: Place, account: string | null): string {
  return `# Dịch vụ Văn Khố cho systemd (do bộ cài tạo). | Văn Khố as a service of systemd (made by the installer).
[Unit]
Description=Văn Khố
After=network-online.target
Wants=network-online.target

[Service]
Type=exec
${account ? `User=${account}\nGroup=${account}\n` : ''}ExecStart="${place.command}" start
WorkingDirectory=${place.root}
UMask=0077
Restart=always
RestartSec=2
# The database is stopped by the application itself, in order.
KillMode=mixed
TimeoutStopSec=120
LimitNOFILE=65536
NoNewPrivileges=yes
ProtectSystem=full
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
LockPersonality=yes

[Install]
WantedBy=multi-user.target
`
}

export function must(program: string, args: string[]): string {
  const done = spawnSync(program, args, { encoding: 'utf8' })
  if (done.status !== 0)
    throw new Error(`${program} ${args.join(' ')}: ${done.error?.message ?? (done.stderr.trim() || done.status)}`)
  return done.stdout
}

export const isServiceActive = (): boolean =>
  hasSystemd() && spawnSync('systemctl', ['is-active', '--quiet', UNIT]).status === 0

/** Does the unit that systemd knows run this very installation? */
export const isOurService = (place: Place): boolean =>
  hasSystemd() &&
  spawnSync('systemctl', ['cat', UNIT], { encoding: 'utf8' }).stdout?.includes(`"${place.command}" start`) === true

/** Processes of this installation: those whose program lies in it (its own Node, its own PostgreSQL). */
export function processesOf(place: Place): number[] {
  const found: number[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue
    try {
      if (readlinkSync(`/proc/${name}/exe`).startsWith(`${place.releases}/`)) found.push(Number(name))
    } catch {
      // ended meanwhile, or another account's: not ours to stop
    }
  }
  return found
}

/** Asks the processes of a plain start to stop and waits. @throws Error when they do not within two minutes */
export async function stopProcesses(place: Place): Promise<boolean> {
  // The database goes with the last of its users; it is not asked, so that it ends in order.
  const isDatabase = (pid: number): boolean => {
    try {
      return /\/bin\/postgres$/.test(readlinkSync(`/proc/${pid}/exe`))
    } catch {
      return false
    }
  }
  const asked = processesOf(place).filter((pid) => !isDatabase(pid))
  for (const pid of asked)
    try {
      process.kill(pid, 'SIGTERM')
    } catch {
      // ended meanwhile
    }
  for (let waited = 0; processesOf(place).length > 0; waited += 200) {
    if (waited > 120_000)
      throw new Error(`đang chạy, không dừng được | still running: ${processesOf(place).join(', ')}`)
    await sleep(200)
  }
  return asked.length > 0
}
