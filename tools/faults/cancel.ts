/**
 * A backup that is broken off: by Ctrl+C while the database and while the documents are copied, and by a power cut. Nothing half-done may be
 * taken for a backup, what is left is cleared by the next one, and `--keep` keeps what it says.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { backupNames } from '#platform/backup/format.ts'
import { startProduct } from '../../test/product/index.ts'
import { vankho } from './command.ts'
import { uploadFile } from './load.ts'

export interface CancelReport {
  /** What the administrator was told, for each way of breaking it off. */
  readonly told: Readonly<Record<string, string>>
  /** Faults in plain words; none is good. */
  readonly faults: readonly string[]
  readonly kept: number
}

/** @param files in the store, so that there is something to break off */
export async function cancelBackups(files: number): Promise<CancelReport> {
  const product = await startProduct()
  const space = mkdtempSync(join(tmpdir(), 'vankho-cancel-'))
  const out = join(space, 'backup')
  const faults: string[] = []
  const told: Record<string, string> = {}
  const breakOff = async (what: string, at: RegExp, signal: 'SIGINT' | 'SIGKILL'): Promise<void> => {
    const before = await backupNames(out)
    const done = await vankho(product.home, ['backup', out], {
      onWords: (words, stop) => {
        if (at.test(words)) stop(signal)
      },
    })
    told[what] = done.words.trim().split('\n').at(-1) ?? ''
    if (signal === 'SIGINT' && (done.code !== 1 || done.json['code'] !== 'BACKUP_CANCELLED'))
      faults.push(`${what}: exit code ${done.code}, ${JSON.stringify(done.json['code'] ?? done.words.slice(-200))}`)
    if (JSON.stringify(await backupNames(out)) !== JSON.stringify(before))
      faults.push(`${what}: something is taken for a backup`)
    const left = existsSync(out) ? readdirSync(out).filter((name) => /^\.\d{8}-\d{6}\.part$/.test(name)) : []
    if (signal === 'SIGINT' && left.length > 0) faults.push(`${what}: left ${left.join(' ')}`)
    if (before.length > 0) return
    const back = await vankho(join(space, 'never'), ['restore', out])
    if (back.code === 0) faults.push(`${what}: restored from half a backup`)
  }
  try {
    for (let i = 0; i < files; i++) await uploadFile(product, `tep-${i}.bin.txt`, randomBytes(100_000).toString('hex'))
    await breakOff('Ctrl+C while the database is copied', /Cơ sở dữ liệu/, 'SIGINT')
    await breakOff('Ctrl+C while the documents are copied', /Cơ sở dữ liệu: (\d+)\/\1\n/, 'SIGINT')
    await breakOff('kill -9 while the database is copied', /Cơ sở dữ liệu/, 'SIGKILL')
    for (let i = 0; i < 3; i++) {
      const taken = await vankho(product.home, ['backup', out, '--keep', '2'])
      if (taken.code !== 0) faults.push(`backup ${i} after it: ${taken.words.slice(-300)}`)
    }
    await breakOff('Ctrl+C with older backups there', /Cơ sở dữ liệu/, 'SIGINT')
    const left = readdirSync(out).filter((name) => name.startsWith('.'))
    if (left.length > 0) faults.push(`left behind: ${left.join(' ')}`)
    const kept = (await backupNames(out)).length
    if (kept !== 2) faults.push(`--keep 2 kept ${kept}`)
    const back = await vankho(join(space, 'restored'), ['restore', out])
    if (back.code !== 0) faults.push(`restore: ${back.words.slice(-300)}`)
    const wrong = await vankho(product.home, ['backup', out, '--keep', 'nhiều'])
    if (wrong.code !== 2) faults.push(`--keep nhiều: exit code ${wrong.code}`)
    return { told, faults, kept }
  } finally {
    await product.remove()
    rmSync(space, { recursive: true, force: true })
  }
}
