/** OAI-PMH 2.0: the address that harvesters read, and its switch. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

const argument = z.union([z.string(), z.array(z.string())]).optional()
/** Whatever comes is taken: what is wrong with it is said as the protocol wants. */
const oaiArguments = z.looseObject({
  verb: argument,
  identifier: argument,
  metadataPrefix: argument,
  from: argument,
  until: argument,
  set: argument,
  resumptionToken: argument,
})
const provider = {
  path: '/api/oai/:organizationId',
  permission: 'public',
  publicOf: 'organizationId',
  params: z.object({ organizationId: shapes.id }),
  response: 'file',
} as const

/** An address as it is told to others: nothing in it but where. */
const baseUrl = z
  .string()
  .trim()
  .max(300)
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const { protocol, username, password, search, hash } = new URL(text)
    return ['https:', 'http:'].includes(protocol) && username + password + search + hash === ''
  })

const harvestingSchema = z.object({ isOn: z.boolean(), baseUrl: z.string(), adminEmail: z.string() })

export const harvest = defineContract('archive', {
  oai: {
    ...provider,
    method: 'GET',
    summary: 'OAI-PMH 2.0 over what the archive published | OAI-PMH 2.0: mô tả lưu trữ đã công bố',
    query: oaiArguments,
  },
  oaiForm: {
    ...provider,
    method: 'POST',
    summary: 'OAI-PMH 2.0, arguments as a form | OAI-PMH 2.0, tham số gửi bằng biểu mẫu',
    body: oaiArguments,
  },
  harvesting: {
    method: 'GET',
    path: '/api/archive/harvesting',
    permission: 'archive.publish',
    summary: 'May harvesters read, under which address | Thiết lập thu thập mô tả (OAI-PMH)',
    response: z.object({
      /** Null: never set. */
      setting: harvestingSchema.nullable(),
      version: z.number(),
      /** Path of the provider on this installation. */
      path: z.string(),
      /** On an installation that is cut off, the address never answers. */
      isIsolated: z.boolean(),
      /** Repositories that the head opened. */
      openRepositories: z.array(z.string()),
    }),
  },
  setHarvesting: {
    method: 'PUT',
    path: '/api/archive/harvesting',
    permission: 'archive.publish',
    summary: 'Switches the harvesting of what is public on or off | Bật, tắt thu thập mô tả (OAI-PMH)',
    body: z.object({ isOn: z.boolean(), baseUrl, adminEmail: z.email().max(254), version: z.number().int() }),
    response: z.object({ version: z.number() }),
    errors: ['PLATFORM_STATE_CHANGED'],
  },
})
