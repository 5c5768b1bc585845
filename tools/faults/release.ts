/** The trial of a release as a fault test: in a network of its own where the system allows one, judged by what must hold. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { TrialReport } from '../release/trial.ts'

const isRoot = process.getuid?.() === 0
/** Can a network be made in which nothing but the machine itself can be reached? */
export const mayCutNetwork = (): boolean =>
  isRoot && spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0

/** @param size `full`: with the demo's documents and an upgrade that fails half-way @throws Error with what the trial said */
export async function tryRelease(size: 'short' | 'full'): Promise<TrialReport> {
  const space = mkdtempSync(join(tmpdir(), 'vankho-release-'))
  const isOffline = mayCutNetwork()
  const words = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, '..', 'release', 'trial.ts'),
    space,
    ...(isRoot ? ['--account', 'nobody'] : []),
    ...(isOffline ? ['--offline'] : []),
    ...(size === 'full' ? ['--full'] : []),
  ]
  const [program, ...rest] = isOffline ? ['unshare', '-n', ...words] : words
  try {
    const child = spawn(program!, rest, { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let said = ''
    child.stdout.on('data', (chunk) => {
      out += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    if (code !== 0) throw new Error(said)
    return JSON.parse(out.trim().split('\n').at(-1)!) as TrialReport
  } finally {
    rmSync(space, { recursive: true, force: true })
  }
}

/** What does not hold, in words; empty when all is as it should be. */
export function faultsOf(report: TrialReport): string[] {
  const { before, after, beforeBroken, afterBroken, broken, numbers } = report
  const isSame = (a: typeof before, b: typeof before): boolean =>
    a.documents === b.documents && a.entries === b.entries && a.components === b.components && a.files <= b.files
  const checks: Record<string, boolean> = {
    'installs once': report.install.code === 0 && report.install.again === 2,
    'a damaged bundle is refused before anything is written':
      report.install.damaged === 2 && !report.install.leftByDamaged,
    'serves the web': report.hasWeb,
    'the printed link makes the first administrator': report.firstAdministrator.session === 'vinh.tq',
    'a session outlives the upgrade': report.firstAdministrator.afterUpgrade === 'vinh.tq',
    'upgrades while it runs, a backup first':
      report.upgrade.code === 0 && report.upgrade.backups >= 1 && report.upgrade.applied,
    'documents and numbers are as they were': isSame(before, after) && before.auditEntries <= after.auditEntries,
    'the same version again is no fault': report.same.code === 0,
    'a downgrade is refused in words':
      report.downgrade.code === 1 &&
      /Không hạ cấp/.test(report.downgrade.words) &&
      /No downgrade/.test(report.downgrade.words),
    'an upgrade that fails goes back whole':
      broken === null ||
      (broken.code === 1 &&
        /vẫn nguyên, dữ liệu không thay đổi/.test(broken.words) &&
        isSame(beforeBroken, afterBroken) &&
        afterBroken.halfDone === 0),
    'numbers go on':
      numbers.every((number, i) => number === numbers[0]! + i) && (broken === null || numbers.length === 3),
    'the audit verifies': report.isAuditValid,
    'stops in order': report.stopCode === 0,
  }
  return Object.entries(checks)
    .filter(([, holds]) => !holds)
    .map(([what]) => what)
}
