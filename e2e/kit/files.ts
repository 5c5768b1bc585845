import type { Person } from './browser.ts'

/** A file that this person is making: one of the demo's with something in it, else one opened now (the small demo has none). */
export async function openFileOf(person: Person, organization: string): Promise<string> {
  const { items } = await person.ask<{ items: { id: string; items: number }[] }>(
    'GET',
    '/api/files?state=open&limit=20',
    undefined,
    organization,
  )
  const found = items.find((one) => one.items > 0) ?? items[0]
  if (found) return found.id
  const body = { title: 'Hồ sơ rà soát hộ nghèo năm 2026', retention: '20' }
  return (await person.ask<{ id: string }>('POST', '/api/files', body, organization)).id
}

/** The youngest file plan of the organisation. */
export async function planOf(person: Person, organization: string): Promise<string> {
  const { items } = await person.ask<{ items: { id: string }[] }>('GET', '/api/file-plans', undefined, organization)
  return items[0]?.id ?? 'none'
}
