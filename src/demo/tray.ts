/** What lies in a tray: files that go the way of every upload – quarantine, screen, reading, suggestion. */
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { intake } from '#modules/intake/contract.ts'
import type { Actor, Kernel } from '#platform/action/index.ts'
import type { UploadedFile } from '#platform/action/types.ts'
import { newId } from '#platform/ids/index.ts'

/** Uploads files as one request of the screen would. @returns the tray items' ids */
export async function upload(
  kernel: Kernel,
  actor: Actor,
  files: readonly { fileName: string; bytes: Uint8Array }[],
  more: { intoItem?: string; role?: 'main' | 'attachment' } = {},
): Promise<string[]> {
  const folder = join(kernel.ports.config.home, 'quarantine')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const uploads: UploadedFile[] = []
  for (const { fileName, bytes } of files) {
    const path = join(folder, newId())
    await writeFile(path, bytes, { mode: 0o600, flag: 'wx' })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    uploads.push({ field: 'file', fileName, path, size: bytes.length, sha256, keep: () => {} })
  }
  const answer = (await kernel.run(kernel.handler(intake.upload), actor, { body: more }, { uploads })) as {
    items: { id: string }[]
  }
  return answer.items.map((one) => one.id)
}

/** A paper of which only the envelope has come. */
export async function addPaper(kernel: Kernel, actor: Actor, title: string): Promise<void> {
  await kernel.run(kernel.handler(intake.addPaper), actor, { body: { title } })
}
