/** An archive to be preserved: a fonds with an inventory and files of records, entered as rows. */
import { build } from '#modules/casefiles/test/build.ts'
import { newId } from '#platform/ids/index.ts'
import type { TestApp } from '#test/kit/index.ts'
import type { Office } from '#test/kit/office.ts'
import { preservation } from '../contract.ts'

export const PDF = (words: string): Buffer =>
  Buffer.from(`%PDF-1.4\n% ${words}\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n`)

export const preserving = (t: TestApp, o: Office) => {
  const b = build(t, o)
  const { organizationId } = o
  const insert = (table: string, row: Record<string, unknown>) =>
    t.admin(`insert into archive.${table} select (jsonb_populate_record(null::archive.${table}, $1::jsonb)).*`, [
      JSON.stringify({ organization_id: organizationId, ...row }),
    ])
  const at = '2026-11-01T02:00:00Z'
  const made = { created_at: at, version: 1 }
  const unit = async (row: Record<string, unknown>) => {
    const id = newId()
    await insert('unit', {
      id,
      fonds_id: id,
      counted_in: id,
      position: 1024,
      access: 'open',
      language: ['vi'],
      description: {},
      publish: 'draft',
      children: 0,
      folded: String(row['title']).toLowerCase(),
      changed_at: at,
      ...made,
      ...row,
    })
    return id
  }
  let n = 0
  return {
    b,
    unit,
    insert,
    /** A repository with one fonds of a body, and an inventory. */
    async fonds() {
      n += 1
      const repository = newId()
      await insert('repository', {
        id: repository,
        code: `LT${n}`,
        name: 'Kho lưu trữ xã',
        kind: 'current',
        is_open: false,
        ...made,
      })
      const [body, before] = [newId(), newId()]
      for (const [id, name] of [
        [body, 'Ủy ban nhân dân xã Sông Mây'],
        [before, 'Ủy ban nhân dân xã Suối Cạn'],
      ])
        await insert('authority', {
          id,
          kind: 'body',
          name,
          other_names: [],
          description: { history: 'Lập năm 1976' },
          folded: '',
          changed_at: at,
          ...made,
        })
      await insert('authority_link', { from_id: body, to_id: before, kind: 'predecessor', on_date: '2025-07' })
      const fonds = await unit({
        repository_id: repository,
        level: 'fonds',
        number: `P${n}`,
        title: 'Phông UBND xã Sông Mây',
        creator_id: body,
        is_closed: false,
        description: { 'custodial-history': 'Kho xã' },
        children: 1,
      })
      const inventory = await unit({
        repository_id: repository,
        level: 'inventory',
        fonds_id: fonds,
        parent_id: fonds,
        counted_in: fonds,
        number: '01',
        title: 'Mục lục số 1',
        children: 1,
      })
      await t.admin('update archive.unit set inventory_id = id where id = $1', [inventory])
      return { repository, body, before, fonds, inventory }
    },
    /** A file with records that have files. */
    async file(
      of: { repository: string; fonds: string; inventory: string },
      contents: { name: string; bytes: Buffer }[][],
      over: object = {},
    ) {
      n += 1
      const place = { repository_id: of.repository, fonds_id: of.fonds, inventory_id: of.inventory }
      const id = await unit({
        ...place,
        level: 'file',
        parent_id: of.inventory,
        counted_in: of.inventory,
        position: n * 1024,
        number: String(n),
        number_key: String(n).padStart(6, '0'),
        title: `Hồ sơ giải quyết đơn thư năm 2026 (${n})`,
        starts: '2026-10',
        ends: '2026-11-01',
        retention: 'vv',
        medium: 'electronic',
        origin: 'electronic',
        children: contents.length,
        ...over,
      })
      const documents: string[] = []
      for (const [i, files] of contents.entries()) {
        const documentId = await b.arrived('Rà soát')
        documents.push(documentId)
        for (const [k, file] of files.entries()) {
          const { sha256, size } = await t.blobs.put(file.bytes)
          await t.admin(
            `insert into records.component (organization_id, id, document_id, role, position, file_name, media_type, size, sha256, created_at, created_by)
              values ($1, $2, $3, $4, $5, $6, 'application/pdf', $7, $8, $9, $10)`,
            [
              organizationId,
              newId(),
              documentId,
              k === 0 ? 'main' : 'attachment',
              k,
              file.name,
              size,
              sha256,
              at,
              o.actors.registry.postId,
            ],
          )
        }
        await unit({
          ...place,
          level: 'item',
          parent_id: id,
          counted_in: id,
          position: (i + 1) * 1024,
          number: String(i + 1),
          title: 'Công văn',
          document_id: documentId,
        })
      }
      return { id, documents }
    },
    async pack(unitId: string) {
      const answer = await t.run(preservation.pack, o.actors.archivist, { params: { unitId } })
      await t.drain()
      const [job] = await t.admin<{ state: string; report: Record<string, unknown>; error: string | null }>(
        'select state, report, error from platform.job_run where id = $1',
        [answer.jobId],
      )
      return job!
    },
    see: (unitId: string) => t.run(preservation.unit, o.actors.archivist, { params: { unitId } }),
  }
}
