/** The archive: fonds, inventories, files, items, authority records, accessions (Luật Lưu trữ 2024; handbook 8). */
import type { Room } from '#platform/action/index.ts'

export const room: Room = { name: 'archive', contracts: [], permissions: {}, handlers: [] }
