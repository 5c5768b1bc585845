/** A unit with all in it, by file, for other systems: EAD3, EAD 2002, Dublin Core. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type DescribedUnit, writeDublinCore, writeEad } from '#engines/findingaid/index.ts'
import { action, type ReadContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import { retentionWords } from '#regimes/retention/index.ts'
import { loadUnit, subjectOf } from '../facts.ts'
import { findingAids } from '../finding-aid-contract.ts'
import { reference } from '../rules.ts'
import { lineTo, type UnitRow } from '../store.ts'
import { creatorsIn, subtree } from '../store-finding-aids.ts'
import { findRepository } from '../store-repositories.ts'

/** Written to a file first: the answer outlives the transaction, and a whole fonds is never held in memory. */
export const findingAid = action(findingAids.findingAid, {
  load: (ctx, { unitId }) => loadUnit(ctx, unitId),
  allow: () => true, // the scope is in the queries
  async run(ctx, { form }, unit) {
    const repository = (await findRepository(ctx.tx, ctx.actor.organizationId, unit.repository_id))!
    const head = {
      repository: { code: repository.code, name: repository.name },
      title: unit.title,
      recordId: `urn:uuid:${unit.id}`,
      createdAt: ctx.now.toISOString().replace(/\.\d+/, ''),
    }
    const units = described(ctx, unit)
    const folder = join(ctx.config.home, 'tmp')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, `finding-aid-${newId()}.xml`)
    try {
      await pipeline(
        Readable.from(form === 'dc' ? writeDublinCore(head, units) : writeEad(form, head, units)),
        createWriteStream(path, { mode: 0o600 }),
      )
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
    ctx.record({ subject: subjectOf(unit), data: { form } })
    const bytes = createReadStream(path)
    bytes.on('close', () => void rm(path, { force: true }))
    return { file: { name: `${form}-${unit.number ?? unit.id}.xml`, mediaType: 'application/xml', bytes } }
  },
})

/** Units as the engine needs them, each with the reference that its way down gives it. */
async function* described(ctx: ReadContext, unit: UnitRow): AsyncGenerator<DescribedUnit> {
  const { organizationId } = ctx.actor
  const above = (await lineTo(ctx.tx, organizationId, unit.id)).slice(0, -1)
  const creators = await creatorsIn(ctx.tx, organizationId, unit.fonds_id)
  const line: Pick<UnitRow, 'level' | 'number'>[] = []
  for await (const { row, depth } of subtree(ctx.tx, ctx.actor, unit)) {
    line.length = depth
    line.push(row)
    yield {
      id: row.id,
      depth,
      level: row.level,
      reference: reference([...above, ...line]),
      title: row.title,
      starts: row.starts,
      ends: row.ends,
      creator: row.creator_id ? (creators.get(row.creator_id) ?? null) : null,
      languages: row.language,
      sheets: row.sheets,
      pages: row.pages,
      box: row.box,
      retention: row.retention ? retentionWords(row.retention) : null,
      access: row.access,
      keywords: row.keywords,
      description: row.description,
    }
  }
}
