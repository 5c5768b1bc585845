import type { DocumentSlot, RoomManifest, UnitSlot } from './manifest.ts'

/** A slot with a name of its own, so that a list of them keeps its places. */
export interface OfferedSlot extends DocumentSlot {
  readonly id: string
}
export interface OfferedUnitSlot extends UnitSlot {
  readonly id: string
}

let offered: readonly OfferedSlot[] = []
let offeredUnits: readonly OfferedUnitSlot[] = []

/** The shell tells once which parts the rooms offer for the page of a document or of an archival file; rooms never read the list of rooms themselves. */
export function offerSlots(rooms: readonly RoomManifest[]): void {
  offered = rooms.flatMap((room) => (room.documentSlots ?? []).map((slot, i) => ({ ...slot, id: `${room.id}.${i}` })))
  offeredUnits = rooms.flatMap((room) => (room.unitSlots ?? []).map((slot, i) => ({ ...slot, id: `${room.id}.${i}` })))
}

export function offeredDocumentSlots(): readonly OfferedSlot[] {
  return offered
}

export function offeredUnitSlots(): readonly OfferedUnitSlot[] {
  return offeredUnits
}
