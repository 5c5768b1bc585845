/** A store with a rack, and files of an inventory, made through the doorway. */
import { build as archiveBuild } from '#modules/archive/test/build.ts'
import type { Actor } from '#platform/action/index.ts'
import type { TestApp } from '#test/kit/index.ts'
import type { Office } from '#test/kit/office.ts'
import { type PlaceKind, storage } from '../contract.ts'

export const build = (t: TestApp, o: Office) => {
  const keeper = o.actors.archivist
  const a = archiveBuild(t, o)
  return {
    place: async (kind: PlaceKind, code: string, parentId: string | null, more: object = {}) =>
      (await t.run(storage.addPlace, keeper, { body: { parentId, kind, code, name: null, ...more } })).ids[0]!,
    places: async (parent?: string, actor: Actor = keeper) =>
      (await t.run(storage.places, actor, { query: parent ? { parent } : {} })).items,
    boxes: async (number: string, more: object = {}) =>
      (await t.run(storage.createBoxes, keeper, { body: { number, note: null, ...more } })).ids,
    box: (boxId: string, actor: Actor = keeper) => t.run(storage.box, actor, { params: { boxId } }),
    putIn: (boxId: string, more: object) =>
      t.run(storage.putIn, keeper, { params: { boxId }, body: { words: null, reason: null, ...more } }),
    /** An inventory of so many files of so many sheets. */
    async inventory(code: string, sheets: readonly (number | null)[]) {
      const repositoryId = (await a.repository({ code: `H99.${code}` })).id
      const fonds = await a.unit('fonds', { repositoryId }, `Phông ${code}`, { number: code })
      const inventory = await a.unit('inventory', { parentId: fonds }, 'Mục lục thứ nhất', { number: '01' })
      const files: string[] = []
      for (const [i, count] of sheets.entries())
        files.push(
          await a.unit('file', { parentId: inventory }, `Hồ sơ thứ ${i + 1} của ${code}`, {
            number: String(i + 1),
            sheets: count,
          }),
        )
      return { fonds, inventory, files }
    },
  }
}
