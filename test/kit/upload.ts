import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { UploadedFile } from '#platform/action/index.ts'
import { newId } from '#platform/ids/index.ts'
import type { TestApp } from './index.ts'

/** A file as the HTTP server hands it to an upload route: in the quarantine folder, under a name of its own. */
export async function quarantined(t: TestApp, fileName: string, content: string | Uint8Array): Promise<UploadedFile> {
  const folder = join(t.home, 'quarantine')
  await mkdir(folder, { recursive: true })
  const path = join(folder, newId())
  await writeFile(path, content)
  const bytes = Buffer.from(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { field: 'file', fileName: basename(fileName), path, size: bytes.length, sha256, keep: () => {} }
}
