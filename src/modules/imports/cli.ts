/** `vankho import KIND FILE`: the whole way of an import at once, without the server's queue. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Kernel } from '#platform/action/index.ts'
import { systemActor } from '#platform/action/kernel.ts'
import { AppError } from '#platform/errors/index.ts'
import { newId } from '#platform/ids/index.ts'
import { checkKind, type ImportCounts, type ImportSettings, settingsSchema } from './contract.ts'
import { attach, bringAttachments } from './files.ts'
import type { ImportKind } from './kinds.ts'
import { firstSettings, lookAt } from './look.ts'
import { checkMapping } from './mapping.ts'
import { faultyView } from './report.ts'
import * as store from './store.ts'
import { takerOf } from './takers.ts'
import { type Host, work } from './work.ts'

export interface CommandOptions {
  readonly kind: string
  readonly file: string
  /** JSON file with settings, or with the mapping alone. */
  readonly mapping?: string | undefined
  readonly isDry: boolean
  /** Folder with the files that the lines name. */
  readonly files?: string | undefined
  readonly organizationId: string
  readonly progress: (line: string) => void
  readonly signal: AbortSignal
}

export interface CommandResult {
  readonly id: string
  readonly rows: number
  readonly accepted: number
  readonly rejected: number
  readonly report: {
    readonly counts: ImportCounts
    readonly mapping: Record<string, string[]>
    readonly checks: Record<string, number>
    readonly gaps: readonly store.Gap[]
    readonly lines: readonly { line: number; column: string | null; check: string; text: string; mend: string }[]
    readonly files?: { readonly matched: number; readonly unmatched: readonly string[] }
    /** Files that came inside a Lotus Notes export. */
    readonly attachments?: number
  }
}

/** @throws IMPORTS_KIND, IMPORTS_MAPPING, IMPORTS_MAPPING_FILE and the errors of reading */
export async function runImport(kernel: Kernel, options: CommandOptions, lang: 'vi' | 'en'): Promise<CommandResult> {
  const kind = checkKind(options.kind)
  const actor = systemActor('vankho import', options.organizationId)
  const host: Host = {
    actor,
    config: kernel.ports.config,
    signal: options.signal,
    transaction: (run) => kernel.transact(actor, 'imports.run', run),
    progress: async (done, total) => options.progress(total ? `${done}/${total}` : `${done}`),
  }
  const { organizationId } = options
  const layout = await lookAt(options.file, null)
  const settings = await settingsOf(kind, options.mapping, layout)
  checkMapping(kind, layout.columns, settings)
  const id = newId()
  const { size } = await stat(options.file)
  const sha256 = await hashOf(options.file)
  await host.transaction(async (ctx) => {
    await store.insertRun(ctx.tx, {
      organizationId,
      id,
      kind,
      fileName: basename(options.file).normalize('NFC').slice(0, 200),
      quarantine: '-',
      size,
      sha256,
      layout,
      settings,
      isRemembered: false,
      now: ctx.now,
      by: organizationId,
      byName: actor.name,
    })
    await store.moveRun(ctx.tx, organizationId, id, {
      from: ['uploaded'],
      to: options.isDry ? 'checking' : 'running',
      quarantine: null,
    })
  })
  let counts: ImportCounts
  try {
    counts = await work(host, id, takerOf, { isDry: options.isDry, path: options.file })
  } catch (error) {
    await host.transaction((ctx) =>
      store.moveRun(ctx.tx, organizationId, id, { from: ['checking', 'running'], to: 'stopped' }),
    )
    throw error
  }
  const files = options.isDry || !options.files ? undefined : await bringFiles(host, kind, options.files)
  const run = (await host.transaction((ctx) => store.findRun(ctx.tx, organizationId, id)))!
  const attachments =
    !options.isDry && layout.format === 'dxl' ? await bringAttachments(host, run, options.file) : undefined
  const lines = await host.transaction((ctx) =>
    store.linesOf(ctx.tx, organizationId, id, { limit: 20_000, isRejectedOnly: false }),
  )
  if (options.isDry)
    await host.transaction((ctx) => store.moveRun(ctx.tx, organizationId, id, { from: ['checked'], to: 'discarded' }))
  return {
    id,
    rows: counts.rows,
    accepted: counts.accepted,
    rejected: counts.rejected,
    report: {
      counts,
      mapping: run.settings.mapping,
      checks: run.checks,
      gaps: run.gaps,
      lines: lines.flatMap((row) =>
        faultyView(run, row).faults.map((fault) => ({
          line: Number(row.line),
          column: fault.column,
          check: fault.check,
          text: fault.text[lang],
          mend: fault.mend[lang],
        })),
      ),
      ...(files ? { files } : {}),
      ...(attachments === undefined ? {} : { attachments }),
    },
  }
}

async function settingsOf(
  kind: ImportKind,
  path: string | undefined,
  layout: store.StoredLayout,
): Promise<ImportSettings> {
  if (!path) return firstSettings(kind, layout)
  let given: unknown
  try {
    given = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new AppError('IMPORTS_MAPPING_FILE', { cause })
    throw cause
  }
  const isWhole = typeof given === 'object' && given !== null && 'mapping' in given
  const parsed = settingsSchema.safeParse(isWhole ? given : { mapping: given })
  if (!parsed.success) throw new AppError('IMPORTS_MAPPING_FILE')
  return { ...parsed.data, sheet: parsed.data.sheet ?? layout.sheet }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Files of a folder, into quarantine and to their lines. */
async function bringFiles(host: Host, kind: ImportKind, folder: string) {
  const quarantine = join(host.config.home, 'quarantine')
  const found: { path: string; name: string }[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) found.push({ path: join(entry.parentPath, entry.name), name: entry.name.normalize('NFC') })
  if (found.length === 0) return undefined
  await mkdir(quarantine, { recursive: true, mode: 0o700 })
  let matched = 0
  const unmatched: string[] = []
  for (const file of found) {
    const name = newId()
    const { size } = await stat(file.path)
    await copyFile(file.path, join(quarantine, name))
    const isTaken = await host.transaction((ctx) =>
      attach(ctx, { kind }, { quarantine: name, fileName: file.name, size, path: file.path }),
    )
    if (isTaken) matched++
    else unmatched.push(file.path)
  }
  return { matched, unmatched }
}
