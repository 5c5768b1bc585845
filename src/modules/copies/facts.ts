/** What decisions on copies need: the document, how it stands, the files that can be copied. */

import { rulesOf } from '#modules/people/index.ts'
import {
  type ComponentRow,
  componentsOfDocument,
  componentView,
  type DocumentFields,
  findDocument,
  symbolOf,
} from '#modules/records/index.ts'
import { isLasting } from '#modules/signatures/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import type { CopyForm, CopyWay, RuleSet } from '#regimes/index.ts'
import type { CopyWish } from './contract.ts'
import { type Standing, standingOf } from './store.ts'

export interface Facts {
  readonly documentId: string
  readonly document: DocumentFields
  readonly standing: Standing
}

/** A document that the actor may see; missing and invisible answer alike. */
export async function loadFacts(ctx: ReadContext, documentId: string): Promise<Facts> {
  const standing = await standingOf(ctx.tx, ctx.actor, documentId)
  const document = standing ? await findDocument(ctx.tx, ctx.actor.organizationId, documentId) : null
  if (!standing || !document) throw new AppError('PLATFORM_NOT_FOUND')
  return { documentId, document, standing }
}

/** May copies be made of it at all? @throws AppError COPIES_NOT_REGISTERED, COPIES_RECALLED */
export function refuseStanding({ standing }: Facts): void {
  if (standing.state === 'recalled') throw new AppError('COPIES_RECALLED')
  const isReady = standing.direction === 'outgoing' ? standing.state === 'issued' : standing.is_registered
  if (!isReady) throw new AppError('COPIES_NOT_REGISTERED')
}

export function nameOf({ document }: Facts): string {
  return `${symbolOf(document) ?? document.typeName}: ${document.subject}`.slice(0, 200)
}

/** Files that can be copied: of what was issued the sealed one first, of what came in the one that was put right last. */
export async function sourcesOf(ctx: ReadContext, { documentId, standing }: Facts): Promise<ComponentRow[]> {
  // Copies made of it, and files made to last, take no original's place.
  const all = (await componentsOfDocument(ctx.tx, ctx.actor.organizationId, documentId)).filter(
    (one) => one.role !== 'copy' && !isLasting(one),
  )
  const replaced = new Set(all.map((one) => one.derived_from))
  const isOutgoing = standing.direction === 'outgoing'
  return all
    .filter((one) => pdfOf(one) !== null)
    .filter((one) => (isOutgoing && one.role === 'main' ? one.id === standing.sealed_id : !replaced.has(one.id)))
}

/** Bytes of a file as PDF pages: as it came, or as it was made to be looked at; null: neither. */
export function pdfOf(component: ComponentRow): string | null {
  if (component.media_type === 'application/pdf') return componentView(component).canView ? component.sha256 : null
  const view = component.derivatives?.['view']
  return view?.mediaType === 'application/pdf' ? view.sha256 : null
}

export interface Plan {
  readonly rules: RuleSet
  readonly form: CopyForm
  readonly way: CopyWay
  /** The file that is copied; null: a copying machine's pages, or an extract. */
  readonly source: ComponentRow | null
}

const MEDIUM = { paper: 'giấy', electronic: 'điện tử' } as const

/** Holds a wish against the rules of the day. @throws AppError COPIES_WAY, COPIES_NO_SOURCE, COPIES_NO_EXTRACT */
export async function planOf(
  ctx: ReadContext,
  facts: Facts,
  wish: CopyWish,
  to: 'paper' | 'electronic',
): Promise<Plan> {
  refuseStanding(facts)
  const rules = await rulesOf(ctx.tx, ctx.actor.organizationId, ctx.today)
  const form = rules.copyForms.find((row) => row.id === wish.form)
  const way = `${wish.from}-${to}` as const
  if (!form?.ways.includes(way))
    throw new AppError('COPIES_WAY', {
      facts: { form: form?.vi ?? wish.form, from: MEDIUM[wish.from], to: MEDIUM[to] },
    })
  if (form.isExtract) {
    if (!wish.extract?.trim()) throw new AppError('COPIES_NO_EXTRACT')
    return { rules, form, way, source: null }
  }
  const sources = await sourcesOf(ctx, facts)
  const source = wish.sourceId ? sources.find((one) => one.id === wish.sourceId) : null
  if (wish.sourceId && !source) throw new AppError('PLATFORM_NOT_FOUND')
  // Only paper can be laid on a copying machine.
  if (!source && way !== 'paper-paper') throw new AppError('COPIES_NO_SOURCE')
  return { rules, form, way, source: source ?? null }
}
