/** Letters of a PDF with their look, for whoever judges form and not words. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNode } from './child.ts'
import type { StyledPage } from './types.ts'

const CHILD = fileURLToPath(new URL('./pdfium-child.ts', import.meta.url))
const LIMITS = { timeoutMs: 60_000, memoryMb: 1024, maxOutput: 256 * 1024 * 1024 }

/**
 * Reads the first pages of a PDF in a child process under limits.
 * @returns number of pages and what stands on the first `maxPages`; `locked` under a password, `broken` when unreadable
 */
export async function styledPages(
  bytes: Uint8Array,
  maxPages: number,
): Promise<{ pages: number; styled: StyledPage[] } | 'locked' | 'broken'> {
  const folder = await mkdtemp(join(tmpdir(), 'vankho-styled-'))
  try {
    const path = join(folder, 'file')
    await writeFile(path, bytes, { mode: 0o600 })
    const result = await runNode(CHILD, [path, 'styled', String(maxPages)], LIMITS)
    if (result.code === 0) return JSON.parse(result.stdout.toString('utf8'))
    const info = await runNode(CHILD, [path, 'info', '1'], LIMITS)
    if (info.code !== 0) return 'broken'
    return JSON.parse(info.stdout.toString('utf8')).state === 'locked' ? 'locked' : 'broken'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
