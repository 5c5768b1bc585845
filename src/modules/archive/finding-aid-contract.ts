/** What goes out of the archive by file: finding aids for other systems. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'

export const findingAidForms = ['ead3', 'ead2002', 'dc'] as const

export const findingAids = defineContract('archive', {
  findingAid: {
    method: 'GET',
    path: '/api/archive/units/:unitId/finding-aid',
    permission: 'archive.read',
    summary: 'A unit and all in it as EAD3, EAD 2002 or Dublin Core | Xuất mô tả theo EAD, Dublin Core',
    params: z.object({ unitId: shapes.id }),
    query: z.object({ form: z.enum(findingAidForms).default('ead3') }),
    response: 'file',
  },
})
