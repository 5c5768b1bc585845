/** Mục lục hồ sơ on paper. Universal. */
import { z } from 'zod'
import { defineContract, shapes } from '#platform/contract/index.ts'
import './errors.ts'

export const inventoryFormats = ['pdf', 'docx', 'xlsx'] as const

export const inventories = defineContract('archive', {
  printInventory: {
    method: 'GET',
    path: '/api/archive/units/:unitId/inventory',
    permission: 'archive.read',
    summary: 'An inventory as a book: cover, foreword, list of files, closing certificate | In mục lục hồ sơ',
    params: z.object({ unitId: shapes.id }),
    query: z.object({ format: z.enum(inventoryFormats).default('pdf') }),
    response: 'file',
    errors: ['ARCHIVE_TOO_MANY'],
  },
})
