/**
 * The checks of `vankho doctor` and of the health page: each finds one thing and says what to do about it. They look, they
 * change nothing (but a probe file, removed at once), and a check that fails to run is itself a finding.
 */
import { X509Certificate } from 'node:crypto'
import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { lastSealedHead, waitingForSeal } from '#modules/audit/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import type { BlobStore } from '#platform/blobs/index.ts'
import type { Config } from '#platform/config/index.ts'
import { pendingMigrations, type RoleFacts, SYSTEM_SCOPE, type Tx } from '#platform/db/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import type { CheckLine } from './contract.ts'
import { judgeBackup, judgeFixity } from './judge-keeping.ts'
import { allOrganizations, databaseFacts, lastCheck, roleFacts } from './store.ts'
import { findTools } from './tools.ts'

type Finding = Pick<CheckLine, 'state' | 'text'>

const MIB = 1024 * 1024
const both = (state: CheckLine['state'], vi: string, en: string): Finding => ({ state, text: { vi, en } })

/** Free space of the data folders: figures as the system counts them for ordinary users. @param needed below it nothing new is taken */
export function judgeSpace(freeBytes: number, totalBytes: number, needed = 0): Finding {
  const share = totalBytes > 0 ? freeBytes / totalBytes : 0
  const free =
    freeBytes >= 1024 * MIB ? `${(freeBytes / 1024 / MIB).toFixed(1)} GB` : `${Math.floor(freeBytes / MIB)} MB`
  const facts = `${free} (${Math.floor(share * 100)} %)`
  if (freeBytes < needed)
    return both(
      'bad',
      `Chỉ còn ${facts}: đã ngừng nhận việc mới, chỉ đọc được. Giải phóng chỗ trống là hệ thống tự làm việc lại.`,
      `Only ${facts} left: nothing new is taken, everything can be read. It goes on by itself when there is room.`,
    )
  if (freeBytes < 1024 * MIB || share < 0.02)
    return both(
      'bad',
      `Chỉ còn ${facts}: cần giải phóng ngay, sắp không ghi được.`,
      `Only ${facts} left: free space now, writing will fail soon.`,
    )
  if (freeBytes < 5 * 1024 * MIB || share < 0.1)
    return both('warning', `Còn ${facts}: nên mở rộng ổ đĩa.`, `${facts} left: plan for more.`)
  return both('good', `Còn ${facts}.`, `${facts} free.`)
}

/** Clock of this machine against the database's; positive: this machine is ahead. */
export function judgeClock(driftMs: number): Finding {
  const seconds = (Math.abs(driftMs) / 1000).toFixed(1)
  if (Math.abs(driftMs) > 30_000)
    return both(
      'bad',
      `Lệch ${seconds} giây so với máy CSDL: bật đồng bộ giờ (NTP) trước khi ghi tiếp.`,
      `${seconds} s off the database’s clock: switch on time synchronisation (NTP) first.`,
    )
  if (Math.abs(driftMs) > 2_000)
    return both(
      'warning',
      `Lệch ${seconds} giây so với máy CSDL: kiểm tra đồng bộ giờ (NTP).`,
      `${seconds} s off the database’s clock: check NTP.`,
    )
  return both('good', `Khớp với máy CSDL (lệch ${seconds} giây).`, `Agrees with the database (${seconds} s).`)
}

/** The queue by its oldest due job. */
export function judgeQueue(queue: {
  waiting: number
  running: number
  failed: number
  oldestSeconds: number
}): Finding {
  const vi = `${queue.waiting} việc chờ, ${queue.running} đang chạy, ${queue.failed} hỏng; chờ lâu nhất ${queue.oldestSeconds} giây.`
  const en = `${queue.waiting} waiting, ${queue.running} running, ${queue.failed} failed; oldest waits ${queue.oldestSeconds} s.`
  if (queue.oldestSeconds > 900)
    return both('bad', `${vi} Có tiến trình worker nào đang chạy không?`, `${en} Is any worker process running?`)
  return both(queue.oldestSeconds > 120 || queue.failed > 0 ? 'warning' : 'good', vi, en)
}

/** Age of what runs every so often. */
export function judgeAge(at: Date | null, now: Date, goodHours: number, what: { vi: string; en: string }): Finding {
  if (!at) return both('warning', `Chưa ${what.vi} lần nào.`, `Not ${what.en} yet.`)
  const hours = Math.max(0, (now.getTime() - at.getTime()) / 3_600_000)
  const ago =
    hours < 2
      ? { vi: `${Math.round(hours * 60)} phút`, en: `${Math.round(hours * 60)} min` }
      : { vi: `${Math.round(hours)} giờ`, en: `${Math.round(hours)} h` }
  return both(
    hours > goodHours ? 'bad' : 'good',
    `Lần ${what.vi} gần nhất cách đây ${ago.vi}.`,
    `Last ${what.en} ${ago.en} ago.`,
  )
}

/** Do these folders lie on one file system? One that is not there lies on none. */
async function isOnOneDisk(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((path) => stat(path).catch(() => null)))
  return one != null && one.dev === other?.dev
}

/** How passwords travel (decision 27). */
export function judgeTransport(config: Pick<Config, 'tls' | 'trustProxy' | 'host'>, now: Date): Finding {
  if (config.tls) {
    const until = new Date(new X509Certificate(config.tls.cert).validTo)
    const days = Math.floor((until.getTime() - now.getTime()) / 86_400_000)
    if (days < 0) return both('bad', 'Chứng thư TLS đã hết hạn.', 'The TLS certificate has expired.')
    return both(
      days < 21 ? 'warning' : 'good',
      `Chứng thư TLS còn ${days} ngày.`,
      `TLS certificate good for ${days} days.`,
    )
  }
  if (config.trustProxy) return both('good', 'TLS do proxy phía trước đảm nhận.', 'TLS is done by the proxy in front.')
  if (/^(127\.|::1$|localhost$)/.test(config.host))
    return both(
      'good',
      'Chỉ phục vụ trên máy này; muốn mở ra mạng cần chứng thư TLS.',
      'Serves this machine only; opening it to a network needs TLS.',
    )
  return both(
    'bad',
    'Mở ra mạng mà không có TLS: mật khẩu chỉ được nhận trên chính máy chủ. Đặt VANKHO_TLS_CERT và VANKHO_TLS_KEY.',
    'Open to a network without TLS: passwords are refused but on the server itself. Set VANKHO_TLS_CERT and VANKHO_TLS_KEY.',
  )
}

/** Is the application bound by row security, and does every guard stand? */
export function judgeRoles(facts: RoleFacts): Finding {
  const isFree = facts.isSuperuser || facts.bypassesRowSecurity || facts.ownsTables
  if (isFree)
    return both(
      'bad',
      `Vai “${facts.role}” không bị bảo mật dòng ràng buộc: đặt DATABASE_APP_URL tới một vai thường (docs/external-postgresql.md).`,
      `The role “${facts.role}” is not bound by row security: set DATABASE_APP_URL to a plain role (docs/external-postgresql.md).`,
    )
  if (facts.unguarded.length > 0)
    return both(
      'bad',
      `Bảo mật dòng đã bị tắt trên ${facts.unguarded.join(', ')}: bật lại ngay (alter table … enable, force row level security).`,
      `Row security was switched off on ${facts.unguarded.join(', ')}: switch it on again now (alter table … enable, force row level security).`,
    )
  return both(
    'good',
    `Vai “${facts.role}” bị bảo mật dòng ràng buộc, mọi bảng đều được bảo vệ.`,
    `The role “${facts.role}” is bound by row security, every table is guarded.`,
  )
}

async function probeStore(blobs: BlobStore, config: Config): Promise<Finding> {
  try {
    await blobs.probe()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return both('bad', sentence(error.code, 'vi', error.facts), sentence(error.code, 'en', error.facts))
  }
  if (!config.objectStore) return both('good', 'Ghi được và đồng bộ xuống đĩa.', 'Writable, and synced to the disk.')
  const place = `${config.objectStore.bucket} (${new URL(config.objectStore.endpoint).host})`
  return both('good', `Kho đối tượng ${place}: ghi, đọc, xóa được.`, `Object store ${place}: writable and readable.`)
}

async function checkTools(): Promise<Finding> {
  const { missing } = await findTools('reading')
  if (missing.length === 0)
    return both('good', 'Tesseract (vie) và Poppler đã có.', 'Tesseract (vie) and Poppler are there.')
  const packages = [...new Set(missing.map((tool) => tool.package))].join(' ')
  return both(
    'warning',
    `Thiếu ${missing.map((tool) => tool.name).join(', ')}: nhận dạng chữ sẽ chậm hoặc kém hơn. Cài: apt install ${packages}`,
    `Missing ${missing.map((tool) => tool.name).join(', ')}: reading scans is slower or worse. Install: apt install ${packages}`,
  )
}

async function checkConverters(): Promise<Finding> {
  const { missing } = await findTools('converting')
  if (missing.length === 0)
    return both('good', 'Ghostscript và LibreOffice đã có.', 'Ghostscript and LibreOffice are there.')
  const packages = missing.map((tool) => tool.package).join(' ')
  return both(
    'warning',
    `Thiếu ${missing.map((tool) => tool.name).join(', ')}: có tệp không dựng được trang, lưu trữ không tạo được bản PDF/A. Cài: apt install ${packages}`,
    `Missing ${missing.map((tool) => tool.name).join(', ')}: some files get no pages, the archive no PDF/A copies. Install: apt install ${packages}`,
  )
}

const titles: Record<string, CheckLine['title']> = {
  database: { vi: 'Cơ sở dữ liệu', en: 'Database' },
  roles: { vi: 'Vai CSDL và bảo mật dòng', en: 'Database roles and row security' },
  migrations: { vi: 'Cấu trúc dữ liệu', en: 'Migrations' },
  queue: { vi: 'Hàng đợi việc nền', en: 'Job queue' },
  clock: { vi: 'Đồng hồ', en: 'Clock' },
  space: { vi: 'Dung lượng ổ đĩa', en: 'Disk space' },
  files: { vi: 'Kho tệp', en: 'File store' },
  tools: { vi: 'Công cụ đọc bản quét', en: 'Tools for scans' },
  converters: { vi: 'Công cụ chuyển đổi định dạng', en: 'Converting tools' },
  transport: { vi: 'Mã hóa đường truyền', en: 'Transport encryption' },
  seal: { vi: 'Niêm phong nhật ký', en: 'Sealing of the audit' },
  backup: { vi: 'Sao lưu', en: 'Backup' },
  fixity: { vi: 'Rà tệp hỏng', en: 'Fixity of files' },
  sweep: { vi: 'Dọn kho tệp hằng đêm', en: 'Nightly sweep' },
}

export interface HealthParts {
  readonly config: Config
  readonly blobs: BlobStore
  readonly now: () => Date
  /** A read in the scope whose audit is looked at: an organisation's, or the installation's. */
  readonly read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly organizationId: string
  /** Owner's URL, where the caller has it (command line): migrations are looked at too. */
  readonly ownerUrl?: string | undefined
}

/** Runs every check, each on its own: one that cannot run is found `bad` with the reason. */
export async function checkHealth(parts: HealthParts): Promise<CheckLine[]> {
  const { config, read, ownerUrl } = parts
  const lines: CheckLine[] = []
  const add = async (id: string, run: () => Promise<Finding>): Promise<void> => {
    const title = titles[id]!
    try {
      lines.push({ id, title, ...(await run()) })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      lines.push({ id, title, ...both('bad', `Không kiểm tra được: ${reason}`, `Could not be checked: ${reason}`) })
    }
  }
  let facts: Awaited<ReturnType<typeof databaseFacts>> | null = null
  let driftMs = 0
  await add('database', async () => {
    const before = parts.now()
    facts = await read((tx) => databaseFacts(tx))
    const after = parts.now()
    driftMs = (before.getTime() + after.getTime()) / 2 - facts.now.getTime()
    return both('good', `PostgreSQL ${facts.version}.`, `PostgreSQL ${facts.version}.`)
  })
  await add('roles', async () => judgeRoles(await read((tx) => roleFacts(tx))))
  if (ownerUrl)
    await add('migrations', async () => {
      const pending = await pendingMigrations(ownerUrl)
      return pending.length === 0
        ? both('good', 'Đã cập nhật đủ.', 'Up to date.')
        : both(
            'bad',
            `Còn ${pending.length} bước chưa chạy: khởi động lại hệ thống.`,
            `${pending.length} pending: restart the system.`,
          )
    })
  if (facts) {
    const known: Awaited<ReturnType<typeof databaseFacts>> = facts
    await add('queue', async () => judgeQueue(known.queue))
    await add('clock', async () => judgeClock(driftMs))
  }
  await add('space', async () => {
    const found = await Promise.all(
      ['.', 'blobs', 'quarantine', 'postgres'].map((name) => statfs(join(config.home, name)).catch(() => null)),
    )
    const disks = found.filter((disk) => disk !== null)
    const least = disks.sort((a, b) => a.bavail * a.bsize - b.bavail * b.bsize)[0]!
    return judgeSpace(least.bavail * least.bsize, least.blocks * least.bsize, config.spaceNeeded)
  })
  await add('files', () => probeStore(parts.blobs, config))
  await add('tools', checkTools)
  await add('converters', checkConverters)
  await add('transport', async () => judgeTransport(config, parts.now()))
  await add('seal', async () => {
    const [head, waiting] = await read(async (tx) => [
      await lastSealedHead(tx, parts.organizationId),
      await waitingForSeal(tx, parts.organizationId),
    ])
    if (waiting === 0) return both('good', 'Mọi mục nhật ký đã niêm phong.', 'Every entry is sealed.')
    const found = judgeAge(head ? new Date(head.head.at) : null, parts.now(), 0.25, { vi: 'niêm phong', en: 'sealed' })
    return {
      ...found,
      text: { vi: `${waiting} mục chờ. ${found.text.vi}`, en: `${waiting} waiting. ${found.text.en}` },
    }
  })
  await add('backup', async () =>
    judgeBackup(
      await read(async (tx) => ({
        last: await lastCheck(tx, 'backup'),
        failed: await lastCheck(tx, 'backup-failed'),
        log: await lastCheck(tx, 'backup-log'),
      })),
      config.backup.to,
      parts.now(),
      config.backup.to !== null && (await isOnOneDisk(config.home, config.backup.to)),
    ),
  )
  await add('fixity', async () =>
    judgeFixity(await read((tx) => lastCheck(tx, 'fixity')), parts.now(), config.fixity.days),
  )
  await add('sweep', async () => {
    const last = await read((tx) => lastCheck(tx, 'sweep'))
    const found = judgeAge(last?.at ?? null, parts.now(), 50, { vi: 'dọn', en: 'swept' })
    return last && !last.isGood ? { ...found, state: 'bad' } : found
  })
  return lines
}

/** True when nothing is bad (warnings are no failure). */
export const isHealthy = (lines: readonly CheckLine[]): boolean => lines.every((line) => line.state !== 'bad')

/**
 * `vankho doctor`: every check from the command line, also of every organisation's audit sealing.
 * @param ownerUrl URL of the owner role, for the migrations
 */
export async function doctor(kernel: Kernel, ownerUrl: string): Promise<{ ok: boolean; checks: CheckLine[] }> {
  const { db, config, clock, blobs } = kernel.ports
  const parts: HealthParts = {
    config,
    blobs,
    now: () => clock.now(),
    read: (work) => db.read(SYSTEM_SCOPE, work),
    organizationId: SYSTEM_SCOPE.organizationId,
    ownerUrl,
  }
  const checks = await checkHealth(parts)
  const late = await lateSeals(kernel)
  if (late.length > 0)
    checks.push({
      id: 'seals',
      title: { vi: 'Niêm phong nhật ký các cơ quan', en: 'Sealing of the organisations’ audits' },
      ...both(
        'bad',
        `${late.length} cơ quan chưa được niêm phong quá 15 phút.`,
        `${late.length} organisations unsealed for more than 15 minutes.`,
      ),
    })
  return { ok: isHealthy(checks), checks }
}

async function lateSeals(kernel: Kernel): Promise<string[]> {
  const { db, clock } = kernel.ports
  const late: string[] = []
  for (const organizationId of await db.read(SYSTEM_SCOPE, (tx) => allOrganizations(tx)).catch(() => []))
    await db.read({ organizationId }, async (tx) => {
      if ((await waitingForSeal(tx, organizationId)) === 0) return
      const head = await lastSealedHead(tx, organizationId)
      if (!head || clock.now().getTime() - new Date(head.head.at).getTime() > 900_000) late.push(organizationId)
    })
  return late
}
