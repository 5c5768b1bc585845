import {
  componentView,
  findComponents,
  findDuplicates,
  findVisibleComponent,
  identityKey,
} from '#modules/records/index.ts'
import { action, type ReadContext, read } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type IntakeItem, intake, type Suggestion } from './contract.ts'
import { findOwnItem, type ItemRow, listItems, unitOf } from './store.ts'
import { nameOf } from './waiting-file.ts'

async function views(ctx: ReadContext, rows: readonly ItemRow[]): Promise<IntakeItem[]> {
  const { organizationId } = ctx.actor
  const components = await findComponents(
    ctx.tx,
    organizationId,
    rows.flatMap((row) => row.component_ids),
  )
  const hashes = await findDuplicates(
    ctx.tx,
    organizationId,
    { hashes: components.map((one) => one.sha256), identityKey: null },
    ctx.actor,
  )
  const isKnown = new Set(hashes.length > 0 ? hashes.map((one) => one.sha256) : [])
  const names = await Promise.all(
    rows.map((row) => (row.state === 'screening' && !row.title ? nameOf(ctx.config.home, row.quarantine) : row.title)),
  )
  return rows.map((row, i) => {
    const own = components.filter((one) => row.component_ids.includes(one.id))
    return {
      id: row.id,
      state: row.state as IntakeItem['state'],
      source: row.source,
      title: names[i] ?? null,
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by_name,
      words: row.words,
      version: row.version,
      unit: unitOf(row),
      components: own.map(componentView),
      hasDuplicates: own.some((one) => isKnown.has(one.sha256)),
      vouched: row.vouched,
    }
  })
}

const STATES: Record<string, string[]> = {
  open: ['screening', 'ready', 'failed', 'refused'],
  refused: ['refused'],
  discarded: ['discarded'],
}

export const list = read(intake.list, async (ctx, { state, tray }) => ({
  items: await views(ctx, await listItems(ctx.tx, ctx.actor, STATES[state]!, tray)),
}))

export const get = read(intake.get, async (ctx, { intakeId }) => {
  const row = await findOwnItem(ctx.tx, ctx.actor, intakeId)
  if (!row || row.state === 'joined') throw new AppError('PLATFORM_NOT_FOUND')
  const [item] = await views(ctx, [row])
  const suggestion = row.suggestion as Suggestion | null
  const duplicates = await findDuplicates(
    ctx.tx,
    ctx.actor.organizationId,
    {
      hashes: item!.components.map((one) => one.sha256),
      identityKey: suggestion?.issuerName ? identityKey({ ...suggestion, issuerName: suggestion.issuerName }) : null,
    },
    ctx.actor,
  )
  return { ...item!, suggestion, duplicates: duplicates.map(({ sha256: _, ...one }) => one) }
})

/** Reads what lies inside a box that a person drew; opening a file is on record, so this is an action. */
export const readBox = action(intake.readBox, {
  async load({ tx, actor }, { componentId }) {
    const component = await findVisibleComponent(tx, actor, componentId)
    if (!component) throw new AppError('PLATFORM_NOT_FOUND')
    return component
  },
  allow: () => true,
  async run(ctx, { page, box }, component) {
    const reading = component.derivatives?.['text']
    ctx.record({ subject: { type: 'component', id: component.id, label: component.file_name }, data: { page } })
    if (!reading) return { text: '' }
    const { pages } = JSON.parse(Buffer.from(await ctx.blobs.read(reading.sha256)).toString('utf8')) as {
      pages: { page: number; source: string; words: [string, number, number, number, number, number][] }[]
    }
    const words = pages.find((one) => one.page === page)?.words ?? []
    const inside = words.filter(([, x0, y0, x1, y1]) => {
      const x = (x0 + x1) / 2
      const y = (y0 + y1) / 2
      return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]
    })
    return { text: inside.map(([text]) => text).join(' ') }
  },
})
