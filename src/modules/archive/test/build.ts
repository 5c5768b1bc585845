/** Repositories, fonds, files and items, made through the doorway. */
import type { Actor } from '#platform/action/index.ts'
import type { TestApp } from '#test/kit/index.ts'
import type { Office } from '#test/kit/office.ts'
import { archive } from '../contract.ts'

export const build = (t: TestApp, o: Office) => ({
  repository: (over: object = {}, actor: Actor = o.actors.archivist) =>
    t.run(archive.createRepository, actor, {
      body: { code: 'H99.01', name: 'Kho lưu trữ Sông Mây', kind: 'current', ...over } as never,
    }),
  unit: async (level: string, at: { parentId?: string; repositoryId?: string }, title: string, over: object = {}) =>
    (await t.run(archive.create, o.actors.archivist, { body: { level, title, ...at, ...over } as never })).id,
  get: (unitId: string, actor: Actor = o.actors.archivist) => t.run(archive.get, actor, { params: { unitId } }),
  children: async (parent: string, actor: Actor = o.actors.archivist) =>
    (await t.run(archive.children, actor, { query: { parent } })).items,
  /** A fonds with one inventory of so many files, each of so many items. */
  async fonds(repositoryId: string, code: string, files = 3, items = 2) {
    const fonds = await this.unit('fonds', { repositoryId }, `Phông ${code}`, { number: code })
    const inventory = await this.unit('inventory', { parentId: fonds }, 'Mục lục thứ nhất')
    const ids: string[] = []
    for (let f = 1; f <= files; f++) {
      const id = await this.unit('file', { parentId: inventory }, `Hồ sơ thứ ${f} của ${code}`, {
        retention: '20',
        starts: `20${10 + f}`,
      })
      ids.push(id)
      for (let i = 1; i <= items; i++)
        await this.unit('item', { parentId: id }, `Văn bản ${i} trong hồ sơ ${f}`, {
          item: {
            typeName: 'Quyết định',
            codeNumber: String(i),
            codeNotation: 'QĐ-UBND',
            issuerName: 'Ủy ban nhân dân xã Sông Mây',
            issuedDate: `20${10 + f}-03-0${i}`,
          },
        })
    }
    return { fonds, inventory, files: ids }
  },
})
