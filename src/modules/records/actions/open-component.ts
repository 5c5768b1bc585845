import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { records } from '../contract.ts'
import { componentView } from '../rules.ts'
import { findVisibleComponent } from '../store-components.ts'

/** Hands out the bytes of a file: as it came, as PDF for the screen, or with the stamp. Every look is on record. */
export const openComponent = action(records.openComponent, {
  async load({ tx, actor }, { componentId }) {
    const component = await findVisibleComponent(tx, actor, componentId)
    if (!component) throw new AppError('PLATFORM_NOT_FOUND')
    return component
  },
  allow: () => true, // the scope is in the query of load
  async run(ctx, { copy, download }, component) {
    const name = component.file_name
    const saved = download === '1'
    ctx.record({
      kind: saved ? 'records.download' : 'records.open-file',
      subject: {
        type: component.document_id ? 'document' : 'component',
        id: component.document_id ?? component.id,
        label: name,
      },
      data: { componentId: component.id, copy, sha256: component.sha256 },
    })
    if (copy === 'original')
      return {
        file: {
          name,
          mediaType: component.media_type,
          bytes: { sha256: component.sha256, size: Number(component.size) },
          inline: !saved,
        },
      }
    const derived = component.derivatives?.[copy === 'stamped' ? 'stamped' : 'view']
    if (derived)
      return {
        file: {
          name: name.replace(/\.\w+$/, '') + (copy === 'stamped' ? '-dau-den.pdf' : '.pdf'),
          mediaType: derived.mediaType,
          bytes: { sha256: derived.sha256, size: derived.size },
          inline: !saved,
        },
      }
    if (copy === 'view' && componentView(component).canView)
      return {
        file: {
          name,
          mediaType: component.media_type,
          bytes: { sha256: component.sha256, size: Number(component.size) },
          inline: !saved,
        },
      }
    throw new AppError('RECORDS_NO_VIEW')
  },
})
