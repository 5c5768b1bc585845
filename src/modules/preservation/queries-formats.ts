/** What the archive holds by format, what can be made of it, and the copies that were made. */
import { findPrograms, PDF_A, packageFor, programFor } from '#engines/convert/index.ts'
import { judgeFormat } from '#engines/formats/index.ts'
import { organizationOf } from '#modules/people/index.ts'
import { type Actor, read } from '#platform/action/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { findFormatRules } from '#regimes/formats/index.ts'
import { preservation } from './contract.ts'
import { type CopyLine, conversions } from './conversions-contract.ts'
import { has } from './policy.ts'
import { type Wish, wishesOf } from './rules-conversions.ts'
import { copiesOfUnit, countWaiting } from './store-conversions.ts'
import { countFormats } from './store-formats.ts'

interface Here {
  readonly tx: Tx
  readonly actor: Actor
  readonly today: string
}

async function rulesHere({ tx, actor, today }: Here) {
  const organization = await organizationOf(tx, actor.organizationId)
  return findFormatRules(organization?.regime ?? 'state', today) ?? { formatPolicies: [] }
}

/** What may be made of what the archive holds. @param puid of one format, into PDF/A; null: all that the policy asks for */
export async function wishesHere(here: Here, puid: string | null): Promise<Wish[]> {
  const rows = await countFormats(here.tx, here.actor.organizationId)
  const wishes = wishesOf(
    rows.map((row) => row.puid),
    await rulesHere(here),
  )
  return wishes.filter((one) => (puid === null ? one.isAsked : one.puid === puid && one.to === PDF_A))
}

/** Every format that the archive holds, the riskiest first, with what the rules of today say of it and what can be made of it here. */
export const formats = read(preservation.formats, async (ctx) => {
  const { tx, actor } = ctx
  const rules = await rulesHere(ctx)
  const rows = await countFormats(tx, actor.organizationId)
  const wishes = wishesOf(
    rows.map((row) => row.puid),
    rules,
  )
  const waiting = await countWaiting(tx, actor.organizationId, wishes)
  const programs = await findPrograms()
  const filesOf = (wish: Wish) => waiting.find((one) => one.puid === wish.puid && one.to === wish.to)?.files ?? 0
  const isHere = (wish: Wish) => programFor(wish.way, programs) !== null
  const nameOf = (wish: Wish) => programs.find((one) => one.id === wish.way.program)!.name
  const items = rows.map((row) => {
    const { decision, rule } = judgeFormat(row.puid, rules)
    const wish = wishes.find((one) => one.puid === row.puid && one.to === PDF_A)
    return {
      ...row,
      decision,
      reason: rule ? { vi: rule.vi, en: rule.en } : null,
      source: rule ? [rule.source.text, rule.source.article].filter(Boolean).join(', ') : null,
      pdfa: wish
        ? { files: filesOf(wish), program: nameOf(wish), package: isHere(wish) ? null : packageFor(wish.way) }
        : null,
    }
  })
  const missing = new Map<string, { program: string; package: string; files: number }>()
  for (const wish of wishes) {
    const files = filesOf(wish)
    // What was asked for and what could be asked for are the same files: once is enough.
    if (
      isHere(wish) ||
      files === 0 ||
      (wish.to !== PDF_A && wishes.some((one) => one.puid === wish.puid && one.to === PDF_A))
    )
      continue
    const name = packageFor(wish.way)
    const known = missing.get(name)
    missing.set(name, { program: nameOf(wish), package: name, files: (known?.files ?? 0) + files })
  }
  const order = ['refuse', 'convert', 'warn', 'accept']
  return {
    items: items.toSorted((a, b) => order.indexOf(a.decision) - order.indexOf(b.decision) || b.files - a.files),
    asked: wishes.reduce((sum, wish) => sum + (wish.isAsked && isHere(wish) ? filesOf(wish) : 0), 0),
    missing: [...missing.values()],
    programs: programs.map(({ name, version }) => ({ name, version })),
    abilities: { convert: has(actor, 'preservation.work') },
  }
})

/** Of a file of the archive, or of one document in it, as far as the actor may see the originals. */
export const copies = read(conversions.copies, async ({ tx, actor }, { unitId }) => ({
  items: (await copiesOfUnit(tx, actor, unitId)).map(
    (row): CopyLine => ({
      id: row.id,
      fileName: row.file_name,
      documentTitle: row.document_title,
      format: [row.format_name ?? row.puid, row.format_version].filter(Boolean).join(' '),
      puid: row.puid,
      size: Number(row.size),
      pages: row.pages,
      program: `${row.program} ${row.program_version}`,
      madeAt: row.made_at.toISOString(),
      madeByName: row.made_by_name,
      isSourceSigned: row.is_source_signed,
      notes: row.notes,
    }),
  ),
}))
