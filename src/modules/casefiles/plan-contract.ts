/** File plans (danh mục hồ sơ): proposed, consolidated, approved, revised during the year (NĐ 30/2020 Đ28, PL V.I). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const planScopes = ['year', 'term', 'congress'] as const
export const planStates = ['draft', 'submitted', 'approved'] as const
export const lineStates = ['proposed', 'accepted', 'refused'] as const
export const numberings = ['whole', 'heading'] as const

const planParams = z.object({ planId: shapes.id })
const lineParams = planParams.extend({ lineId: shapes.id })
const headingParams = planParams.extend({ headingId: shapes.id })
const period = z
  .string()
  .trim()
  .regex(/^\d{4}( ?- ?\d{4})?$/)
  .transform((text) => text.replaceAll(' ', ''))
const retention = z.string().trim().max(120)

export const planSchema = z.object({
  id: shapes.id,
  scope: z.enum(planScopes),
  period: z.string(),
  title: z.string(),
  startsOn: shapes.day,
  endsOn: shapes.day.nullable(),
  numbering: z.enum(numberings),
  state: z.enum(planStates),
  stateAt: shapes.instant,
  stateByName: z.string(),
  stateWords: z.string().nullable(),
  basis: z.string().nullable(),
  version: z.number(),
  /** Files foreseen and accepted, of these opened; proposals that wait. */
  accepted: z.number(),
  opened: z.number(),
  waiting: z.number(),
})
export type Plan = z.infer<typeof planSchema>

export const headingSchema = z.object({
  id: shapes.id,
  parentId: shapes.id.nullable(),
  title: z.string(),
  notation: z.string().nullable(),
  unitId: shapes.id.nullable(),
  /** I, II … of major headings, 1, 2 … of minor ones. */
  mark: z.string(),
})
export type Heading = z.infer<typeof headingSchema>

export const lineSchema = z.object({
  id: shapes.id,
  headingId: shapes.id,
  /** `01.TCCB`; while the plan is a draft the symbol that it would get. */
  symbol: z.string().nullable(),
  title: z.string(),
  retention: z.string().nullable(),
  makerPost: shapes.id.nullable(),
  makerName: z.string().nullable(),
  note: z.string().nullable(),
  state: z.enum(lineStates),
  stateWords: z.string().nullable(),
  proposedByName: z.string(),
  isMine: z.boolean(),
  isLater: z.boolean(),
  /** Its file is narrowed to others: symbol and maker are shown, the title is not. */
  isHidden: z.boolean(),
  isFromBefore: z.boolean(),
  fileId: shapes.id.nullable(),
  version: z.number(),
})
export type Line = z.infer<typeof lineSchema>

const lineBody = z.object({
  headingId: shapes.id,
  title: shapes.text(1000),
  retention: retention.nullish(),
  makerPost: shapes.id.nullish(),
  note: shapes.optionalText(300),
})

export const filePlans = defineContract('casefiles', {
  plans: {
    method: 'GET',
    path: '/api/file-plans',
    permission: 'casefiles.read',
    summary: 'File plans, the youngest first | Các danh mục hồ sơ',
    response: z.object({ items: z.array(planSchema) }),
  },
  plan: {
    method: 'GET',
    path: '/api/file-plans/:planId',
    permission: 'casefiles.read',
    summary: 'A file plan with its headings, files and gaps | Một danh mục hồ sơ',
    params: planParams,
    response: z.object({
      plan: planSchema,
      headings: z.array(headingSchema),
      lines: z.array(lineSchema),
      /** Units and persons of the office for whom the plan foresees no file. */
      gaps: z.object({
        units: z.array(z.object({ id: shapes.id, name: z.string() })),
        persons: z.array(
          z.object({ postId: shapes.id, name: z.string(), title: z.string(), unit: z.string().nullable() }),
        ),
      }),
      abilities: z.object({
        propose: z.boolean(),
        consolidate: z.boolean(),
        approve: z.boolean(),
        open: z.boolean(),
      }),
    }),
  },
  makers: {
    method: 'GET',
    path: '/api/file-plans/makers',
    permission: 'casefiles.read',
    summary: 'Posts that may make files | Người lập hồ sơ',
    response: z.object({
      items: z.array(z.object({ postId: shapes.id, name: z.string(), title: z.string(), unit: z.string().nullable() })),
    }),
  },
  createPlan: {
    method: 'POST',
    path: '/api/file-plans',
    permission: 'casefiles.consolidate',
    summary: 'Begins a plan, from the files of the period before | Lập danh mục hồ sơ',
    body: z.object({
      scope: z.enum(planScopes),
      period,
      numbering: z.enum(numberings).default('heading'),
      /** `files`: headings and files of the period before, as they really were; `units`: a heading for each unit. */
      from: z.enum(['files', 'units']).default('files'),
    }),
    response: z.object({ id: shapes.id, lines: z.number() }),
    errors: ['CASEFILES_PLAN_EXISTS'],
  },
  addHeading: {
    method: 'POST',
    path: '/api/file-plans/:planId/headings',
    permission: 'casefiles.consolidate',
    summary: 'Adds a heading | Thêm đề mục',
    params: planParams,
    body: z.object({
      parentId: shapes.id.nullish(),
      title: shapes.text(300),
      notation: shapes.optionalText(20),
      unitId: shapes.id.nullish(),
    }),
    response: z.object({ id: shapes.id }),
    errors: ['CASEFILES_NOTATION_TAKEN'],
  },
  changeHeading: {
    method: 'PATCH',
    path: '/api/file-plans/:planId/headings/:headingId',
    permission: 'casefiles.consolidate',
    summary: 'Changes or moves a heading | Sửa, chuyển đề mục',
    params: headingParams,
    body: z.object({
      title: shapes.text(300).optional(),
      notation: shapes.text(20).optional(),
      /** One place up or down among its siblings. */
      move: z.enum(['up', 'down']).optional(),
    }),
    response: z.object({ id: shapes.id }),
    errors: ['CASEFILES_PLAN_STATE', 'CASEFILES_NOTATION_TAKEN'],
  },
  removeHeading: {
    method: 'DELETE',
    path: '/api/file-plans/:planId/headings/:headingId',
    permission: 'casefiles.consolidate',
    summary: 'Removes an empty heading | Xóa đề mục trống',
    params: headingParams,
    response: z.object({ id: shapes.id }),
    errors: ['CASEFILES_HEADING_USED', 'CASEFILES_PLAN_STATE'],
  },
  addLine: {
    method: 'POST',
    path: '/api/file-plans/:planId/lines',
    permission: 'casefiles.propose',
    summary: 'Proposes a file for the plan | Đề xuất hồ sơ',
    params: planParams,
    body: lineBody,
    response: z.object({ id: shapes.id }),
    errors: ['CASEFILES_RETENTION', 'CASEFILES_PLAN_STATE'],
  },
  changeLine: {
    method: 'PATCH',
    path: '/api/file-plans/:planId/lines/:lineId',
    permission: 'casefiles.propose',
    summary: 'Changes a line: its proposer while it waits, else who consolidates | Sửa hồ sơ trong danh mục',
    params: lineParams,
    body: lineBody.partial().extend({ version: z.number().int(), move: z.enum(['up', 'down']).optional() }),
    response: z.object({ version: z.number() }),
    errors: ['CASEFILES_RETENTION', 'CASEFILES_LINE_USED', 'CASEFILES_PLAN_STATE', 'PLATFORM_STATE_CHANGED'],
  },
  decideLines: {
    method: 'POST',
    path: '/api/file-plans/:planId/lines/decide',
    permission: 'casefiles.consolidate',
    summary: 'Accepts or refuses proposals | Nhận hoặc từ chối hồ sơ đề xuất',
    params: planParams,
    body: z.object({
      lineIds: z.array(shapes.id).min(1).max(500),
      to: z.enum(['accepted', 'refused']),
      words: shapes.optionalText(300),
    }),
    response: z.object({ decided: z.number() }),
    errors: ['CASEFILES_PLAN_STATE'],
  },
  removeLine: {
    method: 'DELETE',
    path: '/api/file-plans/:planId/lines/:lineId',
    permission: 'casefiles.propose',
    summary: 'Takes a line out that was never numbered | Bỏ hồ sơ khỏi danh mục',
    params: lineParams,
    response: z.object({ id: shapes.id }),
    errors: ['CASEFILES_LINE_USED', 'CASEFILES_PLAN_STATE'],
  },
  submitPlan: {
    method: 'POST',
    path: '/api/file-plans/:planId/submit',
    permission: 'casefiles.consolidate',
    summary: 'Lays the plan before the head | Trình danh mục hồ sơ',
    params: planParams,
    body: z.object({ version: z.number().int() }),
    response: z.object({ version: z.number() }),
    errors: ['CASEFILES_PLAN_EMPTY', 'CASEFILES_PLAN_PROPOSALS', 'CASEFILES_NO_RETENTION', 'CASEFILES_PLAN_STATE'],
  },
  decidePlan: {
    method: 'POST',
    path: '/api/file-plans/:planId/decide',
    permission: 'casefiles.approve',
    summary:
      'The head approves the plan, which gives its files their numbers, or sends it back | Duyệt hoặc trả lại danh mục',
    params: planParams,
    body: z.object({
      version: z.number().int(),
      to: z.enum(['approved', 'draft']),
      /** Decision by which it is issued; words for sending it back. */
      basis: shapes.optionalText(200),
      words: shapes.optionalText(500),
    }),
    response: z.object({ version: z.number(), numbered: z.number() }),
    errors: ['CASEFILES_PLAN_STATE', 'CASEFILES_PLAN_EMPTY'],
  },
  printPlan: {
    method: 'GET',
    path: '/api/file-plans/:planId/print',
    permission: 'casefiles.read',
    summary: 'Danh mục hồ sơ in its legal form (PL V.I) | In danh mục hồ sơ',
    params: planParams,
    query: z.object({ format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf') }),
    response: 'file',
  },
  schedule: {
    method: 'GET',
    path: '/api/retention-schedule',
    permission: 'casefiles.read',
    summary: 'Retention schedule, and rows that fit a title | Bảng thời hạn bảo quản',
    query: z.object({ title: z.string().max(1000).optional() }),
    response: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          group: z.string(),
          title: z.string(),
          retention: z.string(),
          source: z.string(),
          isOwn: z.boolean(),
        }),
      ),
      mayKeep: z.boolean(),
    }),
  },
  addScheduleRow: {
    method: 'POST',
    path: '/api/retention-schedule',
    permission: 'casefiles.consolidate',
    summary: "A row of the office's own schedule, with its basis | Thêm dòng thời hạn của cơ quan",
    body: z.object({
      group: shapes.text(200),
      title: shapes.text(500),
      retention,
      basis: shapes.text(200),
      validFrom: shapes.day,
    }),
    response: z.object({ id: shapes.id }),
    errors: ['CASEFILES_RETENTION'],
  },
  endScheduleRow: {
    method: 'POST',
    path: '/api/retention-schedule/:rowId/end',
    permission: 'casefiles.consolidate',
    summary: "Ends a row of the office's own schedule | Chấm dứt dòng thời hạn của cơ quan",
    params: z.object({ rowId: shapes.id }),
    body: z.object({}),
    response: z.object({ validTo: shapes.day }),
  },
})
