/** Every fault by its name: what is tried, and what came of it. */
import { clusterIsMissing } from '../../test/product/patroni.ts'
import { proxyIsMissing } from '../../test/product/proxy.ts'
import { cancelBackups } from './cancel.ts'
import { clockIsMissing, isSteady, setClock } from './clock.ts'
import { drill, isWhole } from './drill.ts'
import { isClean as diskIsClean, failDisk, straceIsMissing } from './eio.ts'
import { type Disk, fillDisk, isKept } from './full.ts'
import { isClean, killUnderLoad } from './kill.ts'
import { isGood, killNodes } from './nodes.ts'
import { isCalm, isWithinBar, overload } from './overload.ts'
import { cameBack, failOver } from './patroni.ts'
import { faultsOf, tryRelease } from './release.ts'
import { isFlat, soak } from './soak.ts'
import { isProved, runTests } from './tests.ts'
import { diskIsMissing } from './tmpfs.ts'
import { isExact, restoreUntil } from './until.ts'
import { isEqual, upgradeFromBefore } from './upgrade.ts'

export interface Wish {
  readonly rounds: number
  readonly minutes: number
  /** For `upgrade`: how many changes of the schema back. */
  readonly back: number
  readonly say: (line: string) => void
}

export interface Outcome {
  /** What was tried. */
  readonly what: string
  readonly isGood: boolean
  /** Work that was answered for, and what became of it; null where the fault concerns something else. */
  readonly acknowledged: number | null
  readonly lost: number | null
  readonly gaps: number | null
  readonly duplicates: number | null
  /** How long the service was away, milliseconds; null where it was not measured. */
  readonly awayMs: number | null
  /** What a person saw. */
  readonly saw: string
  readonly report: object
}

type Figures = Partial<Record<'acknowledged' | 'lost' | 'gaps' | 'duplicates' | 'awayMs', unknown>>

function outcome(what: string, isGood: boolean, saw: string, report: object): Outcome {
  const figures = report as Figures
  const figure = (name: keyof Figures): number | null => {
    const value = figures[name]
    return typeof value === 'number' ? value : null
  }
  return {
    what,
    isGood,
    acknowledged: figure('acknowledged'),
    lost: figure('lost'),
    gaps: figure('gaps'),
    duplicates: figure('duplicates'),
    awayMs: figure('awayMs'),
    saw,
    report,
  }
}

type Fault = (wish: Wish) => Promise<Outcome>

const kill =
  (target: 'application' | 'postgres'): Fault =>
  async ({ rounds, say }) => {
    const report = await killUnderLoad(target, rounds, say)
    const what = `kill -9 of the ${target} under load, ${rounds} times`
    return outcome(what, isClean(report), 'the work is tried again, the answer comes a little later', report)
  }

const full =
  (disk: Disk): Fault =>
  async ({ say }) => {
    const report = await fillDisk(disk, say)
    return outcome(`the disk of the ${disk} full to the last byte`, isKept(report), report.told, report)
  }

export const faults: Readonly<Record<string, readonly Fault[]>> = {
  kill: [kill('application'), kill('postgres')],
  backup: [
    async ({ say }) => {
      const report = await drill(10, say)
      const what = 'backup under load, kill, restore, one bit turned in every part'
      return outcome(what, isWhole(report), 'books wait to be confirmed after the restore', report)
    },
    async () => {
      const report = await cancelBackups(60)
      const what = 'backup broken off by Ctrl+C and by kill -9, --keep'
      return outcome(what, report.faults.length === 0, Object.values(report.told)[0] ?? '', report)
    },
    async () => {
      const report = await runTests(['src/modules/operations/test/backup.db.test.ts'])
      const what = 'nightly schedule: due, kept, failing, log and new files between'
      return outcome(what, isProved(report), 'health page red, one notice in the bell of administrators', report)
    },
  ],
  until: [
    async () => {
      const report = await restoreUntil(50)
      const what = 'restore to an instant between two registrations'
      return outcome(what, isExact(report), 'exactly what stood in the book at that instant', report)
    },
  ],
  full: [full('documents'), full('database'), full('uploads')],
  eio: [
    async ({ say }) => {
      const report = await failDisk(say)
      return outcome('EIO on stored files, a disk gone read-only', diskIsClean(report), report.told, report)
    },
  ],
  clock: [
    async ({ say }) => {
      const report = await setClock(true, say)
      const saw = 'nothing; where the clock went a day ahead, the sign-in sheet once'
      return outcome('clock set a day ahead, an hour and a day back, under load', isSteady(report), saw, report)
    },
  ],
  replay: [
    async () => {
      const report = await runTests(['test/replay.db.test.ts'])
      const what = 'every kind of job twice, out of order, at once and again; commands repeated at the same instant'
      return outcome(what, isProved(report), 'one document, one number, one notice', report)
    },
  ],
  overload: [
    async () => {
      const report = await overload(20)
      const bar = isWithinBar(report) ? 'p95 of the admitted within' : 'p95 of the admitted beyond'
      return outcome(`ten times the load (${bar} twice the ordinary one)`, isCalm(report), report.saw, report)
    },
  ],
  soak: [
    async ({ minutes, say }) => {
      const report = await soak(minutes, say)
      return outcome(`mixed work for ${minutes} minutes`, isFlat(report), 'nothing', report)
    },
  ],
  rot: [
    async () => {
      const report = await runTests(['src/modules/preservation/test/fixity.db.test.ts'])
      const what = 'stored files altered and deleted: found by the next scan, mended from the second copy'
      return outcome(what, isProved(report), 'health page red while a file is beyond mending', report)
    },
    async () => {
      const report = await runTests(['src/modules/audit/test/tampering.db.test.ts'])
      const what = 'audit edited, deleted, reordered, cut off by a database administrator: found offline'
      return outcome(what, isProved(report), 'the first entry that is not as it was sealed', report)
    },
  ],
  nodes: [
    async ({ rounds, say }) => {
      const report = await killNodes(rounds, say)
      const what = `two nodes behind HAProxy, kill -9 of one under load, ${rounds} times`
      return outcome(what, isGood(report), 'the work is tried again on the other node', report)
    },
  ],
  release: [
    async () => {
      const { upgrade, downgrade, broken, ...report } = await tryRelease('full')
      const faults = faultsOf({ upgrade, downgrade, broken, ...report })
      const what = `the release installed, run and upgraded${report.hadNetwork ? '' : ' without network'}, an upgrade that fails`
      return outcome(what, faults.length === 0, 'the version before goes on', { ...report, faults })
    },
  ],
  upgrade: [
    async ({ back }) => {
      const report = await upgradeFromBefore(back)
      return outcome('data of an earlier schema brought up to date', isEqual(report), 'everything as it was', report)
    },
  ],
  patroni: [
    async ({ rounds, say }) => {
      const report = await failOver(Math.min(rounds, 9), say)
      const what = 'PostgreSQL under Patroni, three members: the leader killed or frozen under load'
      return outcome(what, cameBack(report), 'busy, tried again until the new leader answers', report)
    },
  ],
}

/** Why a fault cannot be dealt here (the package that would help), by its name. */
export const missing: Readonly<Record<string, () => string | null>> = {
  full: diskIsMissing,
  eio: () => diskIsMissing() ?? straceIsMissing(),
  clock: clockIsMissing,
  nodes: proxyIsMissing,
  patroni: clusterIsMissing,
}
