import type { Person } from './browser.ts'

/** A file that this person is making: one of the demo's, with something in it. */
export async function openFileOf(person: Person, organization: string): Promise<string> {
  const { items } = await person.ask<{ items: { id: string; items: number }[] }>(
    'GET',
    '/api/files?state=open&limit=20',
    undefined,
    organization,
  )
  return (items.find((one) => one.items > 0) ?? items[0])?.id ?? 'none'
}

/** The youngest file plan of the organisation. */
export async function planOf(person: Person, organization: string): Promise<string> {
  const { items } = await person.ask<{ items: { id: string }[] }>('GET', '/api/file-plans', undefined, organization)
  return items[0]?.id ?? 'none'
}
