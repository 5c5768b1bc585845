/** Screens and sheets of the archive (see screens.ts), and the addresses of what the demo's archive holds. */
import type { Page } from 'playwright-core'
import type { Person } from './browser.ts'
import type { Stop } from './screens.ts'
import type { Say } from './words.ts'

const web = 'modules/archive/web'
const pressFor = (key: string) => async (page: Page, say: Say) => {
  await page
    .getByRole('button', { name: say(key), exact: true })
    .first()
    .click()
  await page.getByRole('dialog').first().waitFor()
}
const bulk = (key: string) => async (page: Page, say: Say) => {
  await page.locator('thead input[type="checkbox"]').check()
  await pressFor(key)(page, say)
}
const at = (route: string, place: string) => ({ route, who: 'archivist', at: place }) as const

export const archiveStops: readonly Stop[] = [
  at('archive', 'archive'),
  at('archive', 'archive?within=:fonds'),
  at('archive', 'archive?q=khongcohosonao'),
  {
    ...at('archive', 'archive'),
    open: pressFor('archive:repository.add'),
    shows: [`${web}/unit-sheets.tsx`],
  },
  { ...at('archive', 'archive'), open: pressFor('archive:fonds.add'), shows: [`${web}/unit-sheets.tsx`] },
  { ...at('archive', 'archive'), open: bulk('archive:bulk.change'), shows: [`${web}/bulk-sheets.tsx`] },
  { ...at('archive', 'archive'), open: bulk('archive:bulk.move'), shows: [`${web}/bulk-sheets.tsx`] },
  { ...at('archive', 'archive'), open: bulk('archive:bulk.publish'), shows: [`${web}/bulk-sheets.tsx`] },
  { ...at('archive', 'archive'), open: pressFor('archive:harvest.open'), shows: [`${web}/harvest-sheet.tsx`] },
  at('archive/units/$id', 'archive/units/:fonds'),
  at('archive/units/$id', 'archive/units/:inventory'),
  at('archive/units/$id', 'archive/units/:archived'),
  at('archive/units/$id', 'archive/units/:item'),
  {
    ...at('archive/units/$id', 'archive/units/:archived'),
    open: pressFor('archive:change.title'),
    shows: [`${web}/unit-sheets.tsx`],
  },
  {
    ...at('archive/units/$id', 'archive/units/:inventory'),
    open: pressFor('archive:renumber.title'),
    shows: [`${web}/order-sheets.tsx`],
  },
  {
    ...at('archive/units/$id', 'archive/units/:archived'),
    open: pressFor('archive:merge.title'),
    shows: [`${web}/order-sheets.tsx`],
  },
  {
    ...at('archive/units/$id', 'archive/units/:archived'),
    open: pressFor('archive:remove.title'),
    shows: [`${web}/order-sheets.tsx`],
  },
  at('archive/authorities', 'archive/authorities'),
  {
    ...at('archive/authorities', 'archive/authorities'),
    open: pressFor('archive:authorities.add'),
    shows: [`${web}/authority-sheets.tsx`],
  },
  at('archive/authorities/$id', 'archive/authorities/:authority'),
  {
    ...at('archive/authorities/$id', 'archive/authorities/:authority'),
    open: pressFor('archive:link.add'),
    shows: [`${web}/authority-sheets.tsx`],
  },
  at('archive/collections', 'archive/collections'),
  {
    ...at('archive/collections', 'archive/collections'),
    open: pressFor('archive:collections.add'),
    shows: [`${web}/collection-sheets.tsx`],
  },
  at('archive/accessions', 'archive/accessions'),
  {
    ...at('archive/accessions', 'archive/accessions'),
    open: pressFor('archive:accessions.add'),
    shows: [`${web}/accessions-page.tsx`],
  },
]

export const preservationStops: readonly Stop[] = [
  at('preservation', 'preservation'),
  at('preservation/formats', 'preservation/formats'),
  at('preservation/status', 'preservation/status'),
  at('preservation/incidents', 'preservation/incidents'),
  at('preservation/units/$id', 'preservation/units/:archived'),
]

type Line = { id: string; level: string; kind: string; children: number }

/** Puts the demo's fonds, its inventory, the first file in it, an item and a body into an address. */
export async function archivePlace(address: string, person: Person, home: string): Promise<string> {
  const ask = async (path: string): Promise<Line[]> =>
    (await person.ask<{ items: Line[] }>('GET', `/api/archive/${path}`, undefined, home)).items
  const first = async (path: string): Promise<string> => (await ask(path))[0]?.id ?? 'none'
  if (address.includes(':authority')) return address.replace(':authority', await first('authorities?q=thuong+lam'))
  if (!/:(fonds|inventory|archived|item)/.test(address)) return address
  const repository = (await ask('repositories')).find((one) => one.kind === 'historical')?.id
  const fonds = await first(`children?repository=${repository}`)
  if (address.includes(':fonds')) return address.replace(':fonds', fonds)
  const inventory = await first(`children?parent=${fonds}`)
  if (address.includes(':inventory')) return address.replace(':inventory', inventory)
  const file = await first(`children?parent=${inventory}`)
  if (address.includes(':archived')) return address.replace(':archived', file)
  return address.replace(':item', await first(`children?parent=${file}`))
}
