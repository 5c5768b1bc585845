/** Every text that a screen asks for exists; both languages have the same (the compiler keeps that) and say something. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { roleIds } from '#regimes/index.ts'
import { people, peopleRules } from '../contract.ts'
import { identifierSchemes, organizationKinds, organizationLevels, successionKinds } from '../shapes.ts'
import en from '../web/texts.en.ts'
import vi from '../web/texts.vi.ts'

function flat(texts: object, before = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flat(value, `${before}${key}.`)],
    ),
  )
}
const texts = { vi: flat(vi), en: flat(en) }

it('says every word that the screens ask for', () => {
  const folder = join(import.meta.dirname, '..', 'web')
  const asked = readdirSync(folder)
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('texts.'))
    .flatMap((name) => {
      const source = readFileSync(join(folder, name), 'utf8')
      return [
        ...source.matchAll(/\bt\(\s*'([\w.-]+)'/g),
        ...source.matchAll(/\bt\([\w.]+ \? '([\w.-]+)'/g),
        ...source.matchAll(/\bt\([\w.]+ \? '[\w.-]+' : '([\w.-]+)'/g),
        ...source.matchAll(/changed\((?:\w+ \? )?'([\w.-]+)'/g),
      ].map((match) => match[1]!)
    })
  expect(asked.length).toBeGreaterThan(150)
  expect(asked.filter((key) => !texts.vi.has(key))).toEqual([])
})

it('has a word for every member of every list', () => {
  const lists: Record<string, readonly string[]> = {
    roles: roleIds,
    kinds: organizationKinds,
    levels: organizationLevels,
    schemes: identifierSchemes,
    successions: successionKinds,
    done: ['create', 'update', 'rename', 'identifier', 'dissolve', 'seat'].map((kind) => `${kind}Organization`),
    changes: [...Object.values(people.routes), ...Object.values(peopleRules.routes)]
      .filter((route) => route.method !== 'GET')
      .map((route) => route.name),
  }
  const missing = Object.entries(lists).flatMap(([group, ids]) =>
    ids.map((id) => `${group}.${id}`).filter((key) => !texts.vi.has(key)),
  )
  expect(missing).toEqual([])
})

it('leaves nothing empty and keeps the places for facts', () => {
  const places = (text: string | undefined) =>
    [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
  for (const [key, text] of texts.vi) {
    const isBoth = (text !== '') === (texts.en.get(key) !== '')
    expect(isBoth, key).toBe(true)
    // The Vietnamese month says "Tháng", the English one not; facts are the same.
    expect(places(texts.en.get(key)), key).toEqual(places(text))
  }
})
