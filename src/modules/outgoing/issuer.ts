/** In whose name a document is issued: the office's own, or that of a council, board or congress whose book the drafter chose. */
import { organizationOf } from '#modules/people/index.ts'
import { type NamedBook, namedBooksOf } from '#modules/records/index.ts'
import type { ReadContext } from '#platform/action/index.ts'
import { AppError } from '#platform/errors/index.ts'
import { type DocumentType, namedBooks, type RuleSet, takesType } from '#regimes/index.ts'
import type { JointBody } from './contract-shapes.ts'

export interface Issuer {
  readonly name: string
  /** In the notation; of a joint document those of all its bodies, the presiding one first. */
  readonly abbreviation: string
  /** Null: the office itself, numbered in the book of the type. */
  readonly book: NamedBook | null
}

/** The regime's row that a named book was opened by; null when the rules of today have none. */
const ruleOf = (rules: RuleSet, book: Pick<NamedBook, 'code'>) =>
  namedBooks(rules).find((one) => one.id === book.code.split('/')[0]) ?? null

/**
 * @param of the book that the draft names, and the bodies that issue it too
 * @throws AppError OUTGOING_NO_NOTATION, OUTGOING_BOOK_UNKNOWN (no such book, or not for this type)
 */
export async function issuerOf(
  ctx: ReadContext,
  rules: RuleSet,
  type: DocumentType,
  of: { readonly bookCode: string | null; readonly jointWith: readonly Pick<JointBody, 'abbreviation'>[] },
): Promise<Issuer> {
  const { organizationId } = ctx.actor
  const { bookCode } = of
  const joined = (own: string) => [own, ...of.jointWith.map((one) => one.abbreviation)].join('-')
  if (bookCode === null) {
    const organization = await organizationOf(ctx.tx, organizationId)
    if (!organization?.abbreviation) throw new AppError('OUTGOING_NO_NOTATION')
    return { name: organization.name, abbreviation: joined(organization.abbreviation), book: null }
  }
  const [book] = await namedBooksOf(ctx.tx, organizationId, bookCode)
  const rule = book ? ruleOf(rules, book) : null
  if (!book || !rule || !takesType(rule, type)) throw new AppError('OUTGOING_BOOK_UNKNOWN')
  return { name: book.issuer.name, abbreviation: joined(book.issuer.abbreviation), book }
}

/** Books by name that stand open, with the types that each takes. A year's book goes on into the new year by itself. */
export async function booksToChoose(ctx: ReadContext, rules: RuleSet, types: readonly DocumentType[]) {
  const open = (await namedBooksOf(ctx.tx, ctx.actor.organizationId)).filter((book) => book.state === 'open')
  return open.flatMap((book) => {
    const rule = ruleOf(rules, book)
    if (!rule) return []
    const { code, title, periodLabel } = book
    const taken = types.filter((type) => takesType(rule, type)).map((type) => type.code)
    return [{ code, title, periodLabel, issuer: book.issuer.name, types: taken }]
  })
}
