import { type ComponentType, lazy, Suspense } from 'react'
import { type OfferedSlot, offeredDocumentSlots, offeredUnitSlots } from '../document-slots.ts'
import { isOffered } from '../manifest.ts'
import { useActing } from '../session.tsx'

/** Made once: a lazy part keeps its identity, so that it is not fetched at every look. */
const parts = new Map<string, ComponentType<{ documentId: string }>>()
function partOf(slot: OfferedSlot): ComponentType<{ documentId: string }> {
  const known = parts.get(slot.id) ?? lazy(slot.part)
  parts.set(slot.id, known)
  return known
}

/** What other rooms show on a document's page (casefiles: its file; signatures: their panel), by place. */
export function DocumentParts({ place, documentId }: { place: OfferedSlot['place']; documentId: string }) {
  const { post } = useActing()
  return offeredDocumentSlots()
    .filter((slot) => slot.place === place && isOffered(slot, post))
    .map((slot) => {
      const Part = partOf(slot)
      return (
        <Suspense key={slot.id} fallback={null}>
          <Part documentId={documentId} />
        </Suspense>
      )
    })
}

const unitParts = new Map<string, ComponentType<{ unitId: string }>>()

/** What other rooms show on the page of an archival file (storage: where it lies; preservation: its package), or of a document in it. */
export function UnitParts({ unitId, isItem }: { unitId: string; isItem: boolean }) {
  const { post } = useActing()
  return offeredUnitSlots()
    .filter((slot) => (!isItem || slot.isForItems) && isOffered(slot, post))
    .map((slot) => {
      const Part = unitParts.get(slot.id) ?? lazy(slot.part)
      unitParts.set(slot.id, Part)
      return (
        <Suspense key={slot.id} fallback={null}>
          <Part unitId={unitId} />
        </Suspense>
      )
    })
}
