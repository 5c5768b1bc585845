import { expect, it } from 'vitest'
import { loadAhead } from './ahead.ts'
import type { RoomManifest } from './manifest.ts'

const loaded: string[] = []
const part = (name: string) => async () => {
  loaded.push(name)
  return { default: {} }
}
const room = (id: string, paths: readonly string[]): RoomManifest =>
  ({
    id,
    nav: [],
    routes: paths.map((path) => ({ path, screen: part(path) })),
    texts: { vi: part(`${id}.vi`), en: part(`${id}.en`) },
  }) as unknown as RoomManifest
const rooms = [room('incoming', ['incoming', 'incoming/print']), room('desk', ['incoming/$id', 'work'])]

it('loads the screen and the texts that the address needs, and nothing else', async () => {
  const { rooms: needed, screens } = loadAhead('/p/7f/incoming/12/', rooms, 'vi')
  await screens
  expect([needed, loaded.splice(0)]).toEqual([['desk'], ['incoming/$id', 'desk.vi']])
  loadAhead('/p/7f/work', rooms, 'en')
  expect(loaded.splice(0)).toEqual(['work', 'desk.en'])
  for (const path of ['/', '/login', '/p/7f', '/p/7f/', '/p/7f/nowhere/at/all']) loadAhead(path, rooms, 'vi')
  expect(loaded).toEqual([])
})

it('leaves a screen that does not load to whoever shows it', async () => {
  const broken = { ...rooms[1]!, routes: [{ path: 'work', screen: () => Promise.reject(new Error('gone')) }] }
  await expect(loadAhead('/p/7f/work', [broken], 'vi').screens).resolves.toBeDefined()
})
