/** Files of imported lines: found by the path or the name that the line gives, or attached in a Lotus Notes export. */
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { extractFiles } from '#engines/dxl/index.ts'
import { receiveInto } from '#modules/intake/index.ts'
import type { ActionContext } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import * as store from './store.ts'
import type { Host } from './work.ts'

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

/**
 * Attachments of a DXL export go to the documents that its lines made: the first is the main file, the others are attached. They are
 * screened like any upload. Done once: a document that has its files already gets none again.
 * @returns how many files were handed over
 */
export async function bringAttachments(host: Host, run: store.RunRow, path: string): Promise<number> {
  const { organizationId } = host.actor
  const quarantine = join(host.config.home, 'quarantine')
  const folder = join(quarantine, `dxl-${run.id}`)
  await mkdir(quarantine, { recursive: true, mode: 0o700 })
  await rm(folder, { recursive: true, force: true })
  let handed = 0
  try {
    const byLine = new Map<number, Awaited<ReturnType<typeof extractFiles>>>()
    for (const file of await extractFiles(path, folder)) {
      const files = byLine.get(file.line) ?? []
      files.push(file)
      byLine.set(file.line, files)
    }
    for (const [line, files] of byLine) {
      host.signal.throwIfAborted()
      const copies = files.map((file) => ({ file, quarantine: newId() }))
      for (const copy of copies) await copyFile(copy.file.path, join(quarantine, copy.quarantine))
      handed += await host.transaction(async (ctx) => {
        const origin = await store.originOfLine(ctx.tx, organizationId, run.id, line)
        if (!origin || origin.has_file) return 0
        for (const [i, { file, quarantine: name }] of copies.entries())
          await receiveInto(ctx, origin.target_id, {
            quarantine: name,
            fileName: basename(file.name).normalize('NFC').slice(-200),
            size: file.size,
            role: i === 0 ? 'main' : 'attachment',
          })
        await store.markFile(ctx.tx, organizationId, run.kind, origin.key)
        return copies.length
      })
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return handed
}
