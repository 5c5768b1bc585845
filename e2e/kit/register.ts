/** Registers everything in the tray with the keyboard alone, as a clerk who looks at the paper does. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { dayText, formValues, type Read, tabTo, tray } from './desk.ts'

export interface Registration {
  readonly fileName: string
  /** Fields that the clerk had to type or correct. */
  readonly typed: readonly string[]
  /** Keys pressed, a shortcut counting as one: to get to the fields, to fill them, to register. */
  readonly keys: number
}

/** What registering cost in keys, in one line for the report. */
export function keysInWords(done: readonly Registration[]): string {
  const keys = done.map((one) => one.keys).sort((a, b) => a - b)
  const counts = new Map<string, number>()
  for (const name of done.flatMap((one) => one.typed)) counts.set(name, (counts.get(name) ?? 0) + 1)
  const alone = done.filter((one) => one.typed.every((name) => name === 'codeNumber' || name === 'issuedDate')).length
  const typed = [...counts].map(([name, count]) => `${name} ${count}`).join(', ')
  return `${done.length} documents: ${keys[Math.floor(keys.length / 2)]} keys at the median, ${keys.at(-1)} at most; nothing typed but number and day for ${alone}; typed: ${typed || 'nothing'}`
}

const plain = (text: string | null | undefined): string =>
  (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('vi')

/** Does what stands in the form say what the paper says? Words of the subject need not be the same to the letter. */
function isGood(name: string, shown: string, wanted: string): boolean {
  if (name === 'subject' || name === 'issuerName') return plain(shown).length >= 4
  if (name === 'codeNumber') return shown.replace(/^0+/, '') === wanted.replace(/^0+/, '')
  return plain(shown) === plain(wanted)
}

async function fileNameOf(page: Page): Promise<string> {
  return page.evaluate(
    () => document.querySelector('[data-item][aria-current="true"] [title]')?.getAttribute('title') ?? '',
  )
}

/**
 * @param submitTo words with which the leader's line in the list begins; chosen once, the form keeps it
 * @returns one line for each document, in the order of registration
 */
export async function registerAll(
  page: Page,
  papers: ReadonlyMap<string, Read>,
  submitTo: string,
): Promise<Registration[]> {
  const done: Registration[] = []
  while (done.length < papers.size) {
    await page.waitForFunction(() => document.querySelector('form [name="typeName"]') !== null, undefined, {
      timeout: 120_000,
    })
    const at = await tray(page)
    const fileName = await fileNameOf(page)
    const read = papers.get(fileName)
    if (!read) throw new Error(`the tray shows ${fileName}, which nobody dropped`)
    const wanted: Record<string, string> = {
      typeName: read.typeName,
      codeNumber: read.codeNumber ?? '',
      codeNotation: read.codeNotation ?? '',
      issuedDate: dayText(read.issuedDate ?? ''),
      issuerName: read.issuerName,
      subject: read.subject.slice(0, 500),
    }
    const typed: string[] = []
    let keys = 0
    for (const [name, value] of Object.entries(wanted)) {
      const shown = (await formValues(page))[name] ?? ''
      if (value === '' || isGood(name, shown, value)) continue
      keys += await tabTo(page, name)
      await page.keyboard.press('Control+a')
      await page.keyboard.type(value)
      keys += 1 + [...value].length
      typed.push(name)
    }
    if ((await formValues(page))['submitTo'] === '') {
      keys += await tabTo(page, 'submitTo')
      await page.keyboard.type(submitTo)
      keys += [...submitTo].length
    }
    await page.keyboard.press('Control+Enter')
    await page.waitForFunction(
      (item) => document.querySelector('[data-item][aria-current="true"]')?.getAttribute('data-item') !== item,
      at.current,
      { timeout: 60_000 },
    )
    done.push({ fileName, typed, keys: keys + 1 })
  }
  expect((await tray(page)).all).toBe(0)
  return done
}
