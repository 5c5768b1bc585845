/** Files of imported lines, found by the path or the name that the line gives. */
import { receiveInto } from '#modules/intake/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import * as store from './store.ts'

/**
 * Gives a file in quarantine to the line that names it: by name, and where several lines name files of one name, by the longest equal
 * end of the path.
 * @returns false when no line waits for it, or several do and the name cannot tell which
 */
export async function attach(
  ctx: ActionContext,
  run: Pick<store.RunRow, 'kind'>,
  file: { quarantine: string; fileName: string; size: number; path?: string },
): Promise<boolean> {
  const { organizationId } = ctx.actor
  const waiting = await store.waitingFor(ctx.tx, organizationId, run.kind, file.fileName)
  const line = bestOf(waiting, file.path ?? file.fileName)
  if (!line) return false
  await receiveInto(ctx, line.target_id, { ...file, role: 'main' })
  await store.markFile(ctx.tx, organizationId, run.kind, line.key)
  return true
}

function bestOf<T extends { file_path: string }>(lines: readonly T[], path: string): T | null {
  if (lines.length < 2) return lines[0] ?? null
  const depth = (line: T): number => {
    const [a, b] = [line.file_path, path].map((one) => one.toLowerCase().split(/[\\/]/).reverse())
    let same = 0
    while (same < a!.length && same < b!.length && a![same] === b![same]) same++
    return same
  }
  const sorted = [...lines].sort((a, b) => depth(b) - depth(a))
  return depth(sorted[0]!) > depth(sorted[1]!) ? sorted[0]! : null
}
