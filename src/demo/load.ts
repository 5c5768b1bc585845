/** Loads the invented province: founds it, then lets weeks of office life pass through the real doorway. */

import { sql } from 'kysely'
import { calendarOf, rulesOf } from '#modules/people/index.ts'
import type { Kernel } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import { SYSTEM_SCOPE } from '#platform/db/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { runQueueOnce } from '#platform/queue/index.ts'
import { addWorkingDays } from '#regimes/index.ts'
import { Chance } from '../../tools/invented/chance.ts'
import type { Kind } from '../../tools/invented/index.ts'
import { createApp } from '../app.ts'
import { alone, stateOf } from './alone.ts'
import { storyClock, type Weeks, weeksBefore } from './clock.ts'
import { draftSteps } from './drafts.ts'
import './errors.ts'
import { archiveSteps } from './archive.ts'
import { fileSteps } from './files.ts'
import { type Paper, PaperMill } from './papers.ts'
import { Presses } from './press.ts'
import type { BodyKey } from './province.ts'
import { removeAll } from './remove.ts'
import { DEMO_PASSWORD, type DemoAccount, type DemoBody, settle } from './settle.ts'
import { LENGTH, type Life, type Step, stepsOf } from './story.ts'
import { Teller } from './teller.ts'
import { addPaper, upload } from './tray.ts'

export interface LoadOptions {
  readonly seed?: string
  /** `small`: a few documents in every body, for tests and pictures. */
  readonly size?: 'full' | 'small'
  /** Outgoing documents of the first commune; told with the full size unless said otherwise. */
  readonly hasOutgoing?: boolean
  /** Leaves the tray empty. */
  readonly isTrayEmpty?: boolean
  /** Connection of the owner role: for taking away the rest of a load that was broken off, and for the queue. */
  readonly ownerUrl: string
  /** Works the queue here until stamps are set and the tray is read; else a running server does. */
  readonly worksQueue?: boolean
  /** Lines for people. */
  readonly progress?: (line: string) => void
}

export interface Loaded {
  readonly password: string
  readonly accounts: readonly DemoAccount[]
  readonly organizations: readonly { key: BodyKey; id: string; name: string; documents: number; tray: number }[]
}

type Plan = readonly (readonly [Life, number])[]

/** About sixty in the commune that people look at first, a dozen in each other. */
const FULL: Plan = [
  ['completed', 9],
  ['completed-in-unit', 5],
  ['completed-with-help', 3],
  ['informed', 3],
  ['opened', 2],
  ['reopened', 1],
  ['overdue', 3],
  ['overdue-in-unit', 1],
  ['in-progress', 4],
  ['in-progress-in-unit', 3],
  ['assigned', 3],
  ['assigned-in-unit', 2],
  ['straight', 1],
  ['extension-requested', 2],
  ['extended', 1],
  ['sent-back', 1],
  ['submitted', 4],
  ['proposed', 4],
  ['registered', 3],
  ['returned', 1],
  ['cancelled', 2],
]
const DOZEN: Plan = [
  ['completed', 2],
  ['completed-in-unit', 1],
  ['opened', 1],
  ['overdue', 1],
  ['in-progress-in-unit', 1],
  ['assigned', 1],
  ['extension-requested', 1],
  ['submitted', 1],
  ['proposed', 1],
  ['registered', 1],
  ['cancelled', 1],
]
const SMALL: Plan = [
  ['completed', 1],
  ['overdue', 1],
  ['assigned', 1],
  ['proposed', 1],
  ['registered', 1],
  ['cancelled', 1],
]
/** Working days over which the commune's papers came. */
const SPAN = 26

const TRAY: readonly Kind[] = ['scan', 'scan-noisy', 'scan-text', 'digital', 'docx', 'image', 'scan']

/**
 * @param kernel with the true clock
 * @throws DEMO_LOADED when demo data is there, DEMO_BUSY while another process loads or removes it
 */
export async function loadDemo(kernel: Kernel, options: LoadOptions): Promise<Loaded> {
  const { seed = 'lam-ha', progress = () => {} } = options
  return alone(kernel, async () => {
    const state = await stateOf(kernel)
    if (state === 'loaded') throw new AppError('DEMO_LOADED')
    if (state === 'loading') {
      progress('Lần nạp trước bị ngắt: đang gỡ phần dở dang… | An earlier load was broken off: removing its rest…')
      await removeAll(kernel, options.ownerUrl)
    }
    await markLoading(kernel, seed)
    const presses = new Presses()
    try {
      const loaded = await tell(kernel, presses, seed, options)
      await markLoaded(kernel, seed)
      return loaded
    } finally {
      await presses.close()
    }
  })
}

async function tell(kernel: Kernel, presses: Presses, seed: string, options: LoadOptions): Promise<Loaded> {
  const { progress = () => {} } = options
  const now = kernel.ports.clock.now()
  const start = new Date(now.getTime() - 75 * 86_400_000)
  const clock = storyClock(start)
  const past = createApp({ ...kernel.ports, clock }).kernel

  progress('Lập tỉnh Lam Hà: 4 cơ quan, 1 huyện đã kết thúc hoạt động… | Founding the province…')
  const { bodies, accounts } = await settle(past, kernel, [dayOf(start), dayOf(now)])
  const commune = bodies.songmay
  const calendar = await kernel.ports.db.read({ organizationId: commune.organizationId }, (tx) =>
    calendarOf(tx, commune.organizationId, dayOf(now)),
  )
  const weeks = weeksBefore(now, calendar)

  const steps: Step[] = []
  const counts: Partial<Record<BodyKey, number>> = {}
  const trays: Partial<Record<BodyKey, Tray>> = {}
  for (const body of Object.values(bodies)) {
    const { key } = body.plan
    const rules = await kernel.ports.db.read({ organizationId: body.organizationId }, (tx) =>
      rulesOf(tx, body.organizationId, dayOf(now)),
    )
    const mill = new PaperMill(presses, `${seed}/${key}`, body.plan, rules)
    const plan = options.size === 'small' ? SMALL : key === 'songmay' ? FULL : DOZEN
    const lives = tellLives(past, body, plan, mill, weeks, new Chance(`${seed}/${key}/lives`))
    steps.push(...lives.steps)
    counts[key] = lives.count
    const issued = addWorkingDays(dayOf(now), -2, calendar)
    if (!options.isTrayEmpty) trays[key] = planTray(body, mill, options.size === 'small', issued, dayOf(now))
  }

  if (options.hasOutgoing ?? options.size !== 'small') {
    const organizations = new Map(Object.values(bodies).map((body) => [body.plan.name, body.organizationId]))
    steps.push(...draftSteps(past, commune, organizations, weeks))
  }

  steps.push(...fileSteps(past, commune, weeks), ...archiveSteps(past, commune, weeks))

  steps.sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const [i, step] of steps.entries()) {
    if (i % 60 === 0) progress(`${dayOf(step.at)}: bước ${i}/${steps.length} | steps`)
    clock.set(step.at)
    await step.run()
  }

  for (const body of Object.values(bodies)) {
    const tray = trays[body.plan.key]
    if (tray) await fillTray(kernel, body, tray)
  }
  if (options.worksQueue) {
    progress('Đóng dấu đến, đọc văn bản trong khay… | Stamping, reading the tray…')
    await runQueueOnce(kernel, options.ownerUrl)
  }
  // This one lies there unread until a server works: the tray shows what screening looks like.
  const last = await trays.songmay?.last?.files
  if (last) await upload(kernel, commune.actors['registry']!, [{ fileName: 'quet-moi-01.pdf', bytes: last[0]!.bytes }])
  return {
    password: DEMO_PASSWORD,
    accounts,
    organizations: Object.values(bodies).map(({ plan, organizationId }) => ({
      key: plan.key,
      id: organizationId,
      name: plan.name,
      documents: counts[plan.key] ?? 0,
      tray: trays[plan.key]?.count ?? 0,
    })),
  }
}

function tellLives(
  kernel: Kernel,
  body: DemoBody,
  plan: Plan,
  mill: PaperMill,
  weeks: Weeks,
  chance: Chance,
): { steps: Step[]; count: number } {
  const lives = plan.flatMap(([life, count]) => Array.from({ length: count }, () => life))
  const steps: Step[] = []
  for (const life of lives) {
    const least = LENGTH[life]
    // Finished ones go back through all the weeks, open ones are recent.
    const isFinished = life.startsWith('completed') || life === 'informed' || life === 'opened' || life === 'cancelled'
    const arrived = -(least + chance.int(0, isFinished ? SPAN - least : 1))
    const issued = weeks.day(arrived - chance.int(1, 4))
    const teller = new Teller(kernel, body, mill.make(issued, undefined, weeks.day(arrived)), weeks, chance)
    steps.push(...stepsOf(life, teller, arrived))
  }
  return { steps, count: lives.length }
}

interface Tray {
  readonly papers: readonly Paper[]
  readonly secret: Paper | null
  /** Uploaded after everything else. */
  readonly last: Paper | null
  readonly count: number
}

/** What lies in a body's tray today. @param issued day on the papers */
function planTray(body: DemoBody, mill: PaperMill, isSmall: boolean, issued: string, today: string): Tray {
  const isFirst = body.plan.key === 'songmay'
  const kinds = isSmall ? TRAY.slice(2, 4) : isFirst ? TRAY : TRAY.slice(3, 5)
  const papers = kinds.map((kind) => mill.make(issued, kind, today))
  const secret = isFirst && !isSmall ? mill.make(issued, 'secret', today) : null
  const last = isFirst ? mill.make(today, 'scan', today) : null
  return { papers, secret, last, count: kinds.length + (secret ? 3 : 0) }
}

async function fillTray(kernel: Kernel, body: DemoBody, { papers, secret }: Tray): Promise<void> {
  const actor = body.actors['registry']!
  for (const paper of papers) {
    const files = await paper.files
    await upload(
      kernel,
      actor,
      files.slice(0, 1).map(({ fileName, bytes }) => ({ fileName, bytes })),
    )
  }
  if (!secret) return
  await upload(kernel, actor, [{ fileName: 'quet-0097.pdf', bytes: (await secret.files)[0]!.bytes }])
  await addPaper(kernel, actor, 'Phong bì của Ban Quản lý rừng phòng hộ, chưa quét')
}

async function markLoading(kernel: Kernel, seed: string): Promise<void> {
  await kernel.ports.db.transaction(SYSTEM_SCOPE, (tx) =>
    sql`insert into platform.fact (name, value) values ('demo', ${JSON.stringify({ state: 'loading', seed })}::jsonb)`.execute(
      tx,
    ),
  )
}

async function markLoaded(kernel: Kernel, seed: string): Promise<void> {
  await kernel.ports.db.transaction(SYSTEM_SCOPE, (tx) =>
    sql`update platform.fact set value = ${JSON.stringify({ state: 'loaded', seed })}::jsonb, at = now() where name = 'demo'`.execute(
      tx,
    ),
  )
}
