import type { Language } from './i18n.ts'
import type { RoomManifest } from './manifest.ts'

/** `incoming/$id` fits `incoming/12`. */
function fits(pattern: string, path: string): boolean {
  const [wanted, parts] = [pattern.split('/'), path.split('/')]
  return wanted.length === parts.length && wanted.every((one, i) => one.startsWith('$') || one === parts[i])
}

/**
 * Begins to load what the address in the window needs – its screen, its room's texts, the bell – while the shell is still starting.
 * They come all the same later, one after the other; here they come together. What fails here is told where it is asked for.
 * @param pathname `/p/<post>/incoming`
 * @returns the rooms whose texts it needs, and when the screens are there
 */
export function loadAhead(
  pathname: string,
  rooms: readonly RoomManifest[],
  language: Language,
): { rooms: string[]; screens: Promise<unknown> } {
  const path = /^\/p\/[^/]+\/(.+?)\/?$/.exec(pathname)?.[1]
  if (path === undefined) return { rooms: [], screens: Promise.resolve() }
  for (const room of rooms) room.bell?.().catch(() => {})
  const found = rooms.flatMap((room) => {
    const route = room.routes.find((one) => fits(one.path, path))
    return route ? [{ room, screen: route.screen() }] : []
  })
  for (const { room } of found) room.texts[language]().catch(() => {})
  return { rooms: found.map(({ room }) => room.id), screens: Promise.allSettled(found.map(({ screen }) => screen)) }
}
