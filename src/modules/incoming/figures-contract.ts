/** Figures of incoming documents: how many, from whom, handled by whom, in time or late (NĐ 30/2020 PL VI V). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import { defineErrors } from '#platform/errors/index.ts'

export const figuresErrors = defineErrors({
  INCOMING_PERIOD_BACKWARDS: {
    status: 400,
    vi: 'Ngày đầu kỳ đứng sau ngày cuối kỳ: hãy chọn lại kỳ báo cáo.',
    en: 'The period ends before it begins: choose the days again.',
  },
})

/** A document counts in exactly one of them; cancelled numbers (khuyết số) are no documents and are not in the total. */
export const outcomes = ['onTime', 'late', 'done', 'open', 'overdue', 'returned', 'cancelled'] as const
export type Outcome = (typeof outcomes)[number]

const figure = z.object({
  total: z.number(),
  /** Finished by the deadline. */
  onTime: z.number(),
  /** Finished after it. */
  late: z.number(),
  /** Finished without a deadline, or on a day that an old register does not say. */
  done: z.number(),
  /** Not finished, its deadline not yet over or none. */
  open: z.number(),
  overdue: z.number(),
  returned: z.number(),
  cancelled: z.number(),
})
export type Figure = z.infer<typeof figure>

/** Key of the line of documents whose words the asking post may not read. */
export const HIDDEN = '#'

const line = figure.extend({
  /** What the line stands for: a month `2026-11`, a type, a level of urgency, a post … ; `HIDDEN`; null: nobody, not given yet. */
  key: z.string().nullable(),
  name: z.string().nullable(),
  /** Title of a post, period of a book. */
  detail: z.string().nullable(),
})
export type FigureLine = z.infer<typeof line>

const period = z.object({
  /** Days of arrival, both ends with them. */
  from: shapes.day,
  to: shapes.day,
})

export const figures = defineContract('incoming', {
  figures: {
    method: 'GET',
    path: '/api/incoming/figures',
    permission: 'incoming.figures',
    summary:
      'How incoming documents of a period were handled: in time, late, overdue | Tình hình giải quyết văn bản đến',
    query: period,
    response: z.object({
      from: shapes.day,
      to: shapes.day,
      /** The day on which open documents were told overdue from those in time. */
      asOf: shapes.day,
      /** The day of the month on which figures for reports close, as the office's rules say today. */
      closingDay: z.number().int(),
      total: figure,
      months: z.array(line),
      units: z.array(line),
      handlers: z.array(line),
      types: z.array(line),
      urgencies: z.array(line),
      channels: z.array(line),
      books: z.array(line),
      /** Those who wrote most, cancelled numbers left out. */
      issuers: z.array(z.object({ name: z.string(), total: z.number() })),
    }),
    errors: ['INCOMING_PERIOD_BACKWARDS'],
  },
  printFigures: {
    method: 'GET',
    path: '/api/incoming/print/figures',
    permission: 'incoming.figures',
    summary:
      'Prints the report on the handling of incoming documents (PL VI V) | In báo cáo tình hình giải quyết văn bản đến',
    query: period.extend({ format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf') }),
    response: 'file',
    errors: ['INCOMING_PERIOD_BACKWARDS'],
  },
})
