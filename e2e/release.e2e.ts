import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TrialReport } from '../tools/release/trial.ts'

const root = join(import.meta.dirname, '..')
const isRoot = process.getuid?.() === 0
/** A network of its own, in which nothing but the machine itself can be reached. */
const mayCut = isRoot && spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0
const why = existsSync('/proc/self/exe') ? null : 'the installer knows Linux'

describe.skipIf(why !== null)(`a release in an empty folder${mayCut ? ', without network' : ''}`, () => {
  const space = mkdtempSync(join(tmpdir(), 'vankho-release-'))
  let report: TrialReport
  beforeAll(() => {
    const words = [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      join(root, 'tools', 'release', 'trial.ts'),
      space,
      ...(isRoot ? ['--account', 'nobody'] : []),
      ...(mayCut ? ['--offline'] : []),
    ]
    const [program, ...rest] = mayCut ? ['unshare', '-n', ...words] : words
    const done = spawnSync(program!, rest, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    if (done.status !== 0) throw new Error(`${done.error?.message ?? ''}\n${done.stderr}`)
    report = JSON.parse(done.stdout.trim().split('\n').at(-1)!) as TrialReport
  })
  afterAll(() => rmSync(space, { recursive: true, force: true }))

  it.skipIf(!mayCut)('has no way out (needs root and unshare)', () => expect(report.hadNetwork).toBe(false))

  it('installs once, and refuses a damaged bundle before anything is written', () => {
    expect(report.install).toEqual({ code: 0, again: 2, damaged: 2, leftByDamaged: false })
  })

  it('serves the web; the printed link makes the first administrator', () => {
    expect(report.hasWeb).toBe(true)
    expect(report.firstAdministrator).toEqual({ made: 200, session: 'vinh.tq' })
  })

  it('upgrades while it runs: backup first, then the tables, documents and numbers as they were', () => {
    expect(report.upgrade.code, report.upgrade.words).toBe(0)
    expect(report.upgrade).toMatchObject({ backups: 2, applied: true }) // the second one is of the upgrade that fails
    expect(report.before.documents).toBeGreaterThan(50)
    for (const name of ['documents', 'entries', 'components'] as const)
      expect(report.after[name]).toBe(report.before[name])
    expect(report.after.files).toBeGreaterThanOrEqual(report.before.files)
    expect(report.after.auditEntries).toBeGreaterThanOrEqual(report.before.auditEntries)
    expect(report.same.code).toBe(0)
  })

  it('refuses a downgrade in words, and goes back whole when an upgrade fails', () => {
    expect(report.downgrade.code).toBe(1)
    expect(report.downgrade.words).toMatch(/Không hạ cấp: .*\n?.*No downgrade: /s)
    expect(report.broken.code).toBe(1)
    expect(report.broken.words).toMatch(/vẫn nguyên, dữ liệu không thay đổi/)
    for (const name of ['documents', 'entries', 'components', 'halfDone'] as const)
      expect(report.afterBroken[name]).toBe(report.beforeBroken[name])
    expect(report.afterBroken.halfDone).toBe(0)
  })

  it('goes on counting where it was, with evidence that holds', () => {
    const [first] = report.numbers
    expect(report.numbers).toEqual([first, first! + 1, first! + 2])
    expect(report.isAuditValid).toBe(true)
    expect(report.stopCode).toBe(0)
  })
})
