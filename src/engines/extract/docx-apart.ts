/** Word files are unpacked in a child process under limits: what they hold may be made to burst. */
import { fileURLToPath } from 'node:url'
import { runNode } from './child.ts'
import type { DocxContent } from './docx.ts'

const CHILD = fileURLToPath(new URL('./docx-child.ts', import.meta.url))

/** @returns null when the file is damaged or could not be read within the limits. */
export async function readDocxApart(path: string): Promise<DocxContent | null> {
  const result = await runNode(CHILD, [path], { timeoutMs: 30_000, memoryMb: 1024 })
  return result.code === 0 ? (JSON.parse(result.stdout.toString('utf8')) as DocxContent) : null
}
