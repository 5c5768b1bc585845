import type { ComponentType } from 'react'
import type { IconName } from './kit/icon.tsx'

/** A short text in both languages, for what must stand on the screen before a room's own texts are loaded. */
export interface BothLanguages {
  readonly vi: string
  readonly en: string
}

/** What an acting post may do, as the session tells it; the server decides again on every call. */
export interface Standing {
  readonly roles: readonly string[]
  readonly abilities: readonly string[]
}

/** A screen's module: its default export is the page. */
export type ScreenModule = Promise<{ default: ComponentType }>

/** One address below `/p/<post>/`, for example `incoming` or `incoming/$id`. */
export interface RoomRoute {
  readonly path: string
  readonly screen: () => ScreenModule
}

/** An entry in the rail (and the bottom bar on a phone). */
export interface RoomNav {
  readonly label: BothLanguages
  readonly icon: IconName
  /** Address below the post, without a leading slash. */
  readonly path: string
  /** Small numbers come first. */
  readonly order: number
  /** Shown when the post holds any of these roles or abilities; always, when neither is given. */
  readonly roles?: readonly string[]
  readonly abilities?: readonly string[]
  /** Key after `g` that goes there: `d` for đến, `i` for đi, `h` for hồ sơ, `s` for sổ. */
  readonly goKey?: string
}

/** An action that Ctrl K offers everywhere: it goes to an address below the post. */
export interface RoomCommand {
  readonly id: string
  readonly label: BothLanguages
  readonly path: string
  readonly roles?: readonly string[]
  readonly abilities?: readonly string[]
  readonly keys?: string
}

/** What a room gives to fill the bell: a count that lives, and the list that opens. One room does. */
export interface BellSlot {
  readonly useCount: () => number
  readonly List: ComponentType<{ onClose: () => void }>
}

/** A document chosen in a list. */
export interface ChosenRow {
  /** Of the document. */
  readonly id: string
  /** Where the list knows it: whoever moved the document meanwhile wins. */
  readonly version?: number
  readonly symbol: string | null
  readonly subject: string
  /** Steps that look possible from what the list knows; the server decides for each. */
  readonly steps: readonly string[]
}

/** What a room gives to lists of documents for several rows at once: the buttons over the list, and the sheet of a step. */
export interface ChosenSlot {
  readonly Buttons: ComponentType<{ rows: readonly ChosenRow[]; onStep: (step: string) => void }>
  readonly Sheet: ComponentType<{
    step: string
    /** Those that the step fits. */
    rows: readonly ChosenRow[]
    /** How many were chosen besides: they stay as they are, and the sheet says so. */
    leftOut: number
    /** Something was done: the choice is over. */
    onDone: () => void
    onClose: () => void
  }>
}

/** A part that a room shows on the page of a document (the desk's page offers the places). */
export interface DocumentSlot {
  readonly place: 'below-pages' | 'side'
  readonly part: () => Promise<{ default: ComponentType<{ documentId: string }> }>
  readonly roles?: readonly string[]
  readonly abilities?: readonly string[]
}

/** A part that a room shows on the page of an archival file (the archive's page offers the place). */
export interface UnitSlot {
  /** Also on the page of a document in it. */
  readonly isForItems?: boolean
  readonly part: () => Promise<{ default: ComponentType<{ unitId: string }> }>
  readonly roles?: readonly string[]
  readonly abilities?: readonly string[]
}

/**
 * What the shell knows of a room. A manifest is small and imports nothing of the room but by `import()`:
 * screens and texts are bundles of their own, fetched when somebody enters.
 */
export interface RoomManifest {
  /** Also the name of the room's texts: `useTranslation('<id>')`. */
  readonly id: string
  readonly nav?: readonly RoomNav[]
  readonly routes: readonly RoomRoute[]
  /** Addresses outside of any post, for example `/link`: before signing in, or before a post may be used. */
  readonly pages?: readonly RoomRoute[]
  readonly texts: {
    readonly vi: () => Promise<{ default: object }>
    readonly en: () => Promise<{ default: object }>
  }
  readonly commands?: readonly RoomCommand[]
  readonly documentSlots?: readonly DocumentSlot[]
  readonly unitSlots?: readonly UnitSlot[]
  readonly chosen?: () => Promise<{ default: ChosenSlot }>
  readonly bell?: () => Promise<{ default: BellSlot }>
}

/** Types a manifest where it is written. */
export function defineRoom(manifest: RoomManifest): RoomManifest {
  return manifest
}

/** Whether a post with this standing is offered an entry. */
export function isOffered(
  entry: { roles?: readonly string[]; abilities?: readonly string[] },
  standing: Standing,
): boolean {
  if (!entry.roles && !entry.abilities) return true
  return (
    (entry.roles?.some((role) => standing.roles.includes(role)) ?? false) ||
    (entry.abilities?.some((ability) => standing.abilities.includes(ability)) ?? false)
  )
}
