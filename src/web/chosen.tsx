import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import type { ChosenRow, ChosenSlot, RoomManifest } from './manifest.ts'

let load: RoomManifest['chosen']

/** The shell tells once which room acts on chosen rows; rooms never read the list of rooms themselves. */
export function offerChosen(rooms: readonly RoomManifest[]): void {
  load = rooms.find((room) => room.chosen)?.chosen
}

const part = <K extends keyof ChosenSlot>(name: K) =>
  lazy(async () => {
    if (!load) return { default: (() => null) as ChosenSlot[K] }
    const { default: slot } = await load()
    return { default: slot[name] }
  })
const Buttons = part('Buttons')
const StepSheet = part('Sheet')

/**
 * Steps on several rows of a list. `buttons` stand over the list while rows are chosen; the sheet is the page's own, so
 * that it outlives rows that leave the list.
 */
export function useChosen(): {
  readonly buttons: (rows: readonly ChosenRow[], clear: () => void) => ReactNode
  readonly sheet: ReactNode
} {
  const [going, setGoing] = useState<{
    step: string
    rows: readonly ChosenRow[]
    leftOut: number
    clear: () => void
  } | null>(null)
  // The list waits for none of this, but whoever chooses and presses a key at once must not press into nothing.
  useEffect(() => {
    const soon = setTimeout(() => void load?.().catch(() => {}), 1000)
    return () => clearTimeout(soon)
  }, [])
  return {
    buttons: (rows, clear) => (
      <Suspense fallback={null}>
        <Buttons rows={rows} onStep={(step) => setGoing({ step, ...fitting(rows, step), clear })} />
      </Suspense>
    ),
    sheet: going ? (
      <Suspense fallback={null}>
        <StepSheet
          step={going.step}
          rows={going.rows}
          leftOut={going.leftOut}
          onDone={going.clear}
          onClose={() => setGoing(null)}
        />
      </Suspense>
    ) : null,
  }
}

/** Only rows that the step fits are offered for it: the button promises no more than can be. */
function fitting(rows: readonly ChosenRow[], step: string): { rows: readonly ChosenRow[]; leftOut: number } {
  const able = rows.filter((row) => row.steps.includes(step))
  return { rows: able, leftOut: rows.length - able.length }
}
