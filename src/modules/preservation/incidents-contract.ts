/** Fixity: checks on demand, incidents, their report (TT 05/2025 ch. V; QCVN 12). Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const incidentStates = ['open', 'repaired', 'closed'] as const

export const incidentSchema = z.object({
  id: shapes.id,
  sha256: z.string(),
  kind: z.enum(['missing', 'altered', 'unreadable']),
  state: z.enum(incidentStates),
  foundAt: shapes.instant,
  foundByName: z.string(),
  /** By when the report is due (QCVN 12: 24 hours). */
  dueAt: shapes.instant,
  repairedAt: shapes.instant.nullable(),
  repairedFrom: z.string().nullable(),
  reportedAt: shapes.instant.nullable(),
  reportedWords: z.string().nullable(),
  closedAt: shapes.instant.nullable(),
  closedByName: z.string().nullable(),
  words: z.string().nullable(),
  affected: z.array(z.object({ id: shapes.id, title: z.string(), isPackage: z.boolean() })),
  version: z.number(),
})
export type Incident = z.infer<typeof incidentSchema>

const params = z.object({ incidentId: shapes.id })
const said = z.object({ version: z.number().int(), words: shapes.text(1000) })
const moved = z.object({ version: z.number() })

const todo = z.enum([
  'pack',
  'incidents',
  'fixity',
  'set-replica',
  'replicate',
  'make-offline',
  'renew-offline',
  'check-offline',
  'second-place',
])

export const statusSchema = z.object({
  packages: z.number(),
  bytes: z.number(),
  unpacked: z.number(),
  incidents: z.object({ open: z.number(), repaired: z.number(), unreported: z.number() }),
  fixity: z.object({ at: shapes.instant.nullable(), isGood: z.boolean(), days: z.number() }),
  replica: z
    .object({
      at: shapes.instant.nullable(),
      isGood: z.boolean(),
      missing: z.number(),
      fault: z.object({ vi: z.string(), en: z.string() }).nullable(),
    })
    .nullable(),
  offline: z.array(
    z.object({
      id: shapes.id,
      label: z.string(),
      place: z.string(),
      madeAt: shapes.instant,
      packages: z.number(),
      bytes: z.number(),
      checkedAt: shapes.instant,
      isGood: z.boolean(),
    }),
  ),
  missingOffline: z.number(),
  /** 3 copies, 2 places, 1 off line. */
  verdict: z.object({
    copies: z.number(),
    places: z.number(),
    offline: z.number(),
    isWhole: z.boolean(),
    todo: z.array(todo),
  }),
})
export type Status = z.infer<typeof statusSchema>

export const incidents = defineContract('preservation', {
  status: {
    method: 'GET',
    path: '/api/preservation/status',
    permission: 'preservation.watch',
    summary: '3 copies, 2 places, 1 off line: what is there and what is missing | Tình trạng bản sao 3-2-1',
    response: statusSchema,
  },
  incidents: {
    method: 'GET',
    path: '/api/preservation/incidents',
    permission: 'preservation.watch',
    summary: 'Files found missing, altered or unreadable | Sự cố toàn vẹn của tệp',
    query: z.object({
      state: z.enum(incidentStates).optional(),
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: shapes.page(incidentSchema),
  },
  check: {
    method: 'POST',
    path: '/api/preservation/check',
    permission: 'preservation.watch',
    summary: 'Reads all files of the organisation again | Rà tính toàn vẹn mọi tệp của cơ quan',
    response: z.object({ jobId: shapes.id }),
  },
  reportIncident: {
    method: 'POST',
    path: '/api/preservation/incidents/:incidentId/report',
    permission: 'preservation.watch',
    summary: 'Notes that the incident was reported, to whom | Ghi đã báo cáo sự cố',
    params,
    body: said,
    response: moved,
    errors: ['PRESERVATION_INCIDENT_STATE', 'PLATFORM_STATE_CHANGED'],
  },
  closeIncident: {
    method: 'POST',
    path: '/api/preservation/incidents/:incidentId/close',
    permission: 'preservation.work',
    summary: 'Closes an incident with words: cause and what was done | Kết thúc sự cố',
    params,
    body: said,
    response: moved,
    errors: ['PRESERVATION_INCIDENT_STATE', 'PLATFORM_STATE_CHANGED'],
  },
  printIncidents: {
    method: 'GET',
    path: '/api/preservation/incidents/print',
    permission: 'preservation.watch',
    summary: 'Report of incidents that are not closed, or of one | In báo cáo sự cố',
    query: z.object({ incidentId: shapes.id.optional(), format: z.enum(['pdf', 'xlsx', 'docx']).default('pdf') }),
    response: 'file',
  },
})
