/**
 * An official document as content: what it says, nothing of how it looks. Form (sizes, margins, capitals, fixed words, numbers
 * of articles, marks at the end) is made by `composeDocument` from the rules of a regime on a day. Universal: the editor in the
 * browser uses the same schema.
 */
import { z } from 'zod'
import { tidySpace, withoutTitles } from '#engines/vn-text/index.ts'

/** Letters put together (TCVN 6909:2001, NĐ 30/2020 PL I), control characters out: no file format has a place for them. */
const clean = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff\ufeff\u200b\u00ad]/g, '')
    .replace(/(?:[\ud800-\udbff](?![\udc00-\udfff]))|(?:(?<![\ud800-\udbff])[\udc00-\udfff])/g, '\ufffd')

/** One line: spaces of all kinds tidied. */
const line = (limit: number) =>
  z
    .string()
    .overwrite((text) => tidySpace(clean(text)))
    .min(1)
    .max(limit)
/** A name that may say where it breaks (`ỦY BAN NHÂN DÂN\nTỈNH LÂM HÀ`). */
const lines = (limit: number) =>
  z
    .string()
    .overwrite((text) =>
      clean(text)
        .split('\n')
        .map(tidySpace)
        .filter((part) => part !== '')
        .join('\n'),
    )
    .min(1)
    .max(limit)
    .refine((text) => text.split('\n').length <= 4, { error: 'too_many_lines' })

export const documentLimits = {
  /** NĐ 30/2020 PL VI, phần II: trích yếu 500, names 200 characters. */
  subject: 500,
  name: 200,
  paragraph: 20_000,
  blocks: 2_000,
  rows: 1_000,
  columns: 12,
  bases: 60,
  addressees: 100,
  recipients: 200,
  signers: 6,
  appendices: 30,
} as const

const runSchema = z.strictObject({
  text: z
    .string()
    .overwrite((text) => clean(text).replace(/\s/gu, ' '))
    .max(documentLimits.paragraph),
  isBold: z.boolean().optional(),
  isItalic: z.boolean().optional(),
  isUnderlined: z.boolean().optional(),
})
const runs = z
  .array(runSchema)
  .min(1)
  .max(400)
  .refine((all) => all.some((run) => run.text.trim() !== ''), { error: 'required' })
  .refine((all) => all.reduce((sum, run) => sum + run.text.length, 0) <= documentLimits.paragraph, {
    error: `too_long:${documentLimits.paragraph}`,
  })

const tableSchema = z
  .strictObject({
    kind: z.literal('table'),
    /** Over the table, e.g. `Bảng 1. Số liệu`. */
    caption: line(300).optional(),
    columns: z
      .array(
        z.strictObject({
          title: line(200),
          /** Shares of the width of the text. */
          width: z.number().min(0.2).max(100),
          align: z.enum(['left', 'center', 'right']).default('left'),
        }),
      )
      .min(1)
      .max(documentLimits.columns),
    rows: z
      .array(
        z.array(
          z
            .string()
            .overwrite((text) => clean(text).trim())
            .max(4_000),
        ),
      )
      .min(1)
      .max(documentLimits.rows),
  })
  .refine((table) => table.rows.every((row) => row.length === table.columns.length), {
    error: 'cells_differ_from_columns',
    path: ['rows'],
  })

/** Parts of the text. Numbers (`Chương I`, `Điều 1.`, `1.`, `a)`) come by position and are not written. */
export const blockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), runs }),
  z.strictObject({
    kind: z.literal('heading'),
    /** `roman`: `I. MỤC ĐÍCH, YÊU CẦU` of plans, reports and notices. */
    level: z.enum(['part', 'chapter', 'section', 'subsection', 'roman']),
    title: line(400),
  }),
  /** An article has a title (regulations), a text (decisions), or a title with clauses after it. */
  z
    .strictObject({ kind: z.literal('article'), title: line(400).optional(), runs: runs.optional() })
    .refine((article) => article.title !== undefined || article.runs !== undefined, {
      error: 'required',
      path: ['runs'],
    }),
  z
    .strictObject({ kind: z.literal('clause'), title: line(400).optional(), runs: runs.optional() })
    .refine((clause) => clause.title !== undefined || clause.runs !== undefined, { error: 'required', path: ['runs'] }),
  z.strictObject({ kind: z.literal('point'), runs }),
  z.strictObject({ kind: z.literal('list'), items: z.array(runs).min(1).max(400) }),
  tableSchema,
  /** The last words before the signature (`Trân trọng`): they stay on its page. */
  z.strictObject({ kind: z.literal('closing'), runs }),
])
const blocks = z.array(blockSchema).min(1).max(documentLimits.blocks)

/** `TM` on behalf of a collective, `Q` acting, `KT` deputy for the head, `TL` by order, `TUQ` by authorisation (PL I.II.7). */
export const authorityForms = ['TM', 'Q', 'KT', 'TL', 'TUQ'] as const
export type AuthorityForm = (typeof authorityForms)[number]

const signerSchema = z
  .strictObject({
    /** From above: `TM.` Ủy ban nhân dân, `KT.` Chủ tịch. Empty: the head signs himself. */
    authority: z
      .array(z.strictObject({ form: z.enum(authorityForms), of: lines(documentLimits.name) }))
      .max(3)
      .default([]),
    /** Null only where the authority names it already (`Q. GIÁM ĐỐC`), or a paper has none. */
    position: lines(documentLimits.name).nullable(),
    /** Without titles and degrees (NĐ 30/2020 PL I.II.7b). Null: the place stays blank. */
    name: line(80)
      .refine((name) => withoutTitles(name) === name, { error: 'name_without_titles' })
      .nullable(),
  })
  .refine((signer) => signer.position !== null || signer.authority.length > 0 || signer.name !== null, {
    error: 'required',
    path: ['position'],
  })

const appendixSchema = z.strictObject({
  /** `regulation`: a Quy chế, Quy định … that the document puts into force, with a head of its own. */
  kind: z.enum(['appendix', 'regulation']).default('appendix'),
  /** Of a regulation: code of its type. */
  type: z.string().max(40).optional(),
  title: line(documentLimits.subject),
  /** Tables that need the width of the paper. */
  isLandscape: z.boolean().default(false),
  blocks,
})

const daySchema = z.iso.date()

export const officialDocumentSchema = z.strictObject({
  version: z.literal(1),
  /** Code of a document type of the regime: `quyet-dinh`. */
  type: z.string().min(1).max(40),
  /** Superior body; null: the body has none or does not write it. Capitals come by form. */
  superior: lines(documentLimits.name).nullable(),
  /** Of a joint document: the presiding body, which numbers it. */
  issuer: lines(documentLimits.name),
  /** Other bodies that issue it too (văn bản liên tịch), in the order in which they are named and sign. */
  coIssuers: z
    .array(lines(documentLimits.name))
    .max(documentLimits.signers - 1)
    .default([]),
  /** What stands after the number: `QĐ-UBND`, `UBND-VX`, `QĐ/TU`. */
  notation: z
    .string()
    .overwrite((text) => tidySpace(clean(text)))
    .min(1)

    .max(30),
  /** Null while a draft: its place stays blank. */
  number: z.number().int().min(1).max(999_999).nullable(),
  place: line(36),
  /** Null while a draft: day and month stay blank. */
  issued: daySchema.nullable(),
  /** Trích yếu, without `V/v` or `Về việc` where the form writes it itself; null: papers without one. */
  subject: line(documentLimits.subject).nullable(),
  /** Code of an urgency of the regime. */
  urgency: z.enum(['normal', 'urgent', 'very-urgent', 'express']).default('normal'),
  /** Id of a circulation mark of the regime; null: none. */
  circulation: z.string().max(40).nullable().default(null),
  addressees: z.array(line(300)).max(documentLimits.addressees).default([]),
  /** Who decides, above the legal bases (`Chủ tịch Ủy ban nhân dân xã Sông Mây`); null: the issuing body. */
  decides: lines(300).nullable().default(null),
  /** `Căn cứ …`, `Theo đề nghị của …`, one a line; marks between them come by form. */
  bases: z.array(line(2_000)).max(documentLimits.bases).default([]),
  body: blocks,
  /** One for each issuing body of a joint document, the presiding one first. */
  signers: z.array(signerSchema).min(1).max(documentLimits.signers),
  recipients: z
    .strictObject({
      /** Without dashes and marks; `Như trên` of an answer comes by form. */
      lines: z.array(line(300)).max(documentLimits.recipients),
      /** Who keeps the archive copy: the unit after `Lưu: VT,` (State), the office after `Lưu` (Party). */
      archive: line(100).nullable(),
      archiveCopies: z.number().int().min(1).max(999).nullable().default(null),
    })
    .nullable(),
  /** Sign of the drafter and number of copies (`PL.(300)`); null: not written. */
  drafter: z
    .strictObject({ sign: line(20), copies: z.number().int().min(1).max(1_000_000) })
    .nullable()
    .default(null),
  /** Address, telephone, e-mail at the foot of page 1. */
  contact: line(400).nullable().default(null),
  appendices: z.array(appendixSchema).max(documentLimits.appendices).default([]),
})

/** As it is kept: everything said. */
export type OfficialDocument = z.output<typeof officialDocumentSchema>
/** As it may be given: what has a default may be left out. */
export type OfficialDocumentInput = z.input<typeof officialDocumentSchema>
export type Block = z.output<typeof blockSchema>
export type TextRunContent = z.output<typeof runSchema>
export type Signer = z.output<typeof signerSchema>
export type AppendixContent = z.output<typeof appendixSchema>

/** Plain words as runs. */
export const words = (text: string): TextRunContent[] => [{ text }]
