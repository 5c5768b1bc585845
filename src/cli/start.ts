import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { createAuthenticator, firstStartToken, welcome } from '#modules/auth/index.ts'
import { diskStore, folderOf } from '#platform/blobs/index.ts'
import { loadConfig } from '#platform/config/index.ts'
import { pendingMigrations } from '#platform/db/index.ts'
import { AppError, sentence } from '#platform/errors/index.ts'
import { createHttpServer, type HttpServer } from '#platform/http/index.ts'
import { type Queue, startQueue } from '#platform/queue/index.ts'
import type { ExitCode } from '../main.ts'
import { open } from './with-kernel.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** `vankho start`: serves, works, or both, until a signal asks it to stop. */
export async function start(): Promise<ExitCode> {
  const config = loadConfig()
  await mkdir(folderOf(config.home), { recursive: true, mode: 0o700 })
  const begun = performance.now()
  const { kernel, log, database, space } = await open(config, true)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const unwatch = database.embedded?.watch(
    (line) => log.warn(line),
    () => space.isShort() && space.giveReserve(),
  )
  let server: HttpServer | null = null
  let queue: Queue | null = null
  let isMigrated = false
  try {
    if (config.objectStore) await tryStore()
    if (config.role !== 'web') queue = await startQueue(kernel, database.ownerUrl, config.jobs)
    if (config.role !== 'worker') {
      const web = join(root, 'dist', 'web')
      server = await createHttpServer({
        kernel,
        version,
        webFolder: existsSync(join(web, 'index.html')) ? web : null,
        authenticate: createAuthenticator(kernel),
        readiness: async () => {
          const missing: string[] = []
          // Once all were there, none can be missing for as long as this version runs.
          try {
            await database.db.pool.query('select 1')
            isMigrated ||= (await pendingMigrations(database.ownerUrl)).length === 0
            if (!isMigrated) missing.push('migrations')
          } catch {
            missing.push('database')
          }
          return missing
        },
        welcome: () => welcome(kernel).then((facts) => ({ ...facts, version })),
      })
      const address = await server.listen()
      await greet(address)
    } else console.log('Văn Khố: đang làm việc nền. | Văn Khố: working in the background.')
    log.info({ role: config.role, ms: Math.round(performance.now() - begun) }, 'ready')
    await untilAsked()
    return 0
  } finally {
    await server?.close().catch((error) => log.error({ err: error }, 'closing the server'))
    await queue?.stop().catch((error) => log.error({ err: error }, 'stopping the queue'))
    unwatch?.()
    space.close()
    await database.close()
  }

  /** A store that refuses is a fault of the settings and ends the start; one that is silent may come back. */
  async function tryStore(): Promise<void> {
    try {
      await kernel.ports.blobs.probe()
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'BLOBS_UNREACHABLE') throw error
      console.error(`  ${sentence(error.code, 'vi', error.facts)} | ${sentence(error.code, 'en', error.facts)}\n`)
    }
    void warnOfFolder()
  }

  /** Files taken in before the object store was configured are not in it by themselves. `files upload` goes in this order: the last tells. */
  async function warnOfFolder(): Promise<void> {
    let last: string | null = null
    for await (const { sha256 } of diskStore(folderOf(config.home)).list()) last = sha256
    if (last === null || (await kernel.ports.blobs.size(last).catch(() => 0)) !== null) return
    console.error(
      '  Thư mục blobs còn tệp chưa có trên kho đối tượng: chạy  vankho files upload  | The folder blobs holds files that are not in the object store: run  vankho files upload\n',
    )
  }

  async function greet(address: string): Promise<void> {
    console.log(`\n  Văn Khố ${version}\n  ${address}\n`)
    const token = await firstStartToken(kernel)
    const { demo } = await welcome(kernel)
    if (token)
      console.log(
        '  Chưa có quản trị viên. Mở liên kết dùng một lần này (24 giờ) để lập quản trị viên đầu tiên:\n' +
          '  No administrator yet. Open this one-time link (24 hours) to make the first one:\n' +
          `  ${address}/setup?token=${token}\n`,
      )
    // A release carries its description; a checkout does not.
    const command = existsSync(join(root, 'release.json')) ? 'vankho' : 'npx vankho'
    if (token && !demo)
      console.log(
        `  Muốn xem thử với dữ liệu mẫu: mở cửa sổ lệnh khác và chạy  ${command} demo load\n` +
          `  To look around with demo data: in another terminal run     ${command} demo load\n`,
      )
  }
}

/** Resolves on the first signal; a second one ends the process at once. */
function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (isAsked) process.exit(130)
        isAsked = true
        console.log('Đang dừng… | Stopping…')
        resolve()
      })
  })
}
