/** Copies in formats that last are made by a job, and opened beside their originals. */
import { findPrograms, packageFor, programFor } from '#engines/convert/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { conversions } from '../conversions-contract.ts'
import { convertJob } from '../jobs.ts'
import { wishesHere } from '../queries-formats.ts'
import { copyName } from '../rules-conversions.ts'
import { countWaiting, findVisibleCopy } from '../store-conversions.ts'

export const convert = action(conversions.convert, {
  beforehand: () => findPrograms(),
  load: (ctx, { puid }) => wishesHere(ctx, puid ?? null),
  allow: () => true, // the permission is the archive's
  async run(ctx, { puid }, wishes, programs) {
    const waiting = await countWaiting(ctx.tx, ctx.actor.organizationId, wishes)
    const wanted = wishes.filter((wish) => waiting.some((one) => one.puid === wish.puid && one.to === wish.to))
    if (wanted.length === 0) throw new AppError('PRESERVATION_NOTHING_TO_CONVERT')
    const ready = wanted.filter((wish) => programFor(wish.way, programs) !== null)
    if (ready.length === 0)
      throw new AppError('PRESERVATION_NO_PROGRAM', {
        facts: { package: [...new Set(wanted.map((wish) => packageFor(wish.way)))].join(' ') },
      })
    const files = waiting
      .filter((one) => ready.some((wish) => wish.puid === one.puid && wish.to === one.to))
      .reduce((sum, one) => sum + one.files, 0)
    const jobId = ctx.enqueue(
      convertJob,
      { puid: puid ?? null },
      { title: puid ? `Tạo bản PDF/A: ${puid}` : 'Tạo bản chuyển đổi theo quy định' },
    )
    ctx.record({ data: { puid: puid ?? null, files } })
    return { jobId, files }
  },
})

/** Every look is on record, as with the originals. */
export const openCopy = action(conversions.openCopy, {
  async load({ tx, actor }, { copyId }) {
    const copy = await findVisibleCopy(tx, actor, copyId)
    if (!copy) throw new AppError('PLATFORM_NOT_FOUND')
    return copy
  },
  allow: () => true, // the scope is in the query of load
  async run(ctx, { download }, copy) {
    const name = copyName(copy.file_name, copy.extension)
    ctx.record({
      kind: download === '1' ? 'preservation.download-copy' : 'preservation.open-copy',
      subject: { type: 'document', id: copy.document_id, label: name },
      data: { copyId: copy.id, componentId: copy.component_id, sha256: copy.sha256 },
    })
    return {
      file: {
        name,
        mediaType: copy.mime,
        bytes: { sha256: copy.sha256, size: Number(copy.size) },
        inline: download !== '1' && copy.mime === 'application/pdf',
      },
    }
  },
})
