import type { DocumentSlot, RoomManifest } from './manifest.ts'

/** A slot with a name of its own, so that a list of them keeps its places. */
export interface OfferedSlot extends DocumentSlot {
  readonly id: string
}

let offered: readonly OfferedSlot[] = []

/** The shell tells once which parts the rooms offer for a document's page; rooms never read the list of rooms themselves. */
export function offerDocumentSlots(rooms: readonly RoomManifest[]): void {
  offered = rooms.flatMap((room) => (room.documentSlots ?? []).map((slot, i) => ({ ...slot, id: `${room.id}.${i}` })))
}

export function offeredDocumentSlots(): readonly OfferedSlot[] {
  return offered
}
