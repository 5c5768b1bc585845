/** Labels of boxes (handbook 8.3) and of shelves, several on an A4 sheet, each with its QR. */
import { composeBoxLabels, composePlaceLabels, mediaTypes } from '#engines/compose/index.ts'
import { action } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { storage } from '../contract.ts'
import { boxSubject, boxView, loadBoxes, loadPlace, placeSubject } from '../facts.ts'
import { listBoxes, shelvesOf } from '../store.ts'

const MOST = 1000

export const labels = action(storage.labels, {
  async load(ctx, { of, ids, place: placeId }) {
    const place = placeId ? await loadPlace(ctx, placeId) : null
    const chosen = ids ? ids.split(',').filter((id) => /^[0-9a-f-]{36}$/.test(id)) : []
    const boxes =
      of === 'places'
        ? []
        : chosen.length > 0
          ? await loadBoxes(ctx, chosen)
          : place
            ? await listBoxes(ctx.tx, ctx.actor, {
                place,
                inventory: null,
                what: 'all',
                q: null,
                after: null,
                limit: MOST,
              })
            : []
    const shelves = of === 'places' && place ? await shelvesOf(ctx.tx, ctx.actor.organizationId, place, MOST) : []
    return { place, boxes, places: place && of === 'places' ? (shelves.length > 0 ? shelves : [place]) : [] }
  },
  allow: () => true,
  async run(ctx, { of }, { place, boxes, places }) {
    if (boxes.length + places.length === 0) throw new AppError('STORAGE_NO_FILES')
    const createdAt = ctx.now.toISOString()
    const bytes =
      of === 'places'
        ? await composePlaceLabels(
            places.map((one) => ({ path: one.path, code: one.scan_code })),
            { createdAt },
          )
        : await composeBoxLabels(
            boxes.map((row) => {
              const box = boxView(row)
              return {
                store: row.store_name,
                fonds: box.fonds,
                inventory: row.inventory_number ?? row.inventory_title,
                from: row.first,
                to: row.last,
                label: box.label,
                path: row.path,
                code: row.scan_code,
              }
            }),
            { createdAt },
          )
    ctx.record({
      subject: of === 'places' ? placeSubject(place!) : boxSubject(boxes[0]!),
      data: { labels: boxes.length + places.length },
    })
    return {
      file: {
        name: of === 'places' ? 'Nhãn giá.pdf' : 'Nhãn hộp.pdf',
        mediaType: mediaTypes.pdf,
        bytes,
        inline: true,
      },
    }
  },
})
