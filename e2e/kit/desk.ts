/** What people at a desk do, by role and label. */
import type { Page } from 'playwright-core'

/** What the clerk reads on the paper itself. */
export interface Read {
  readonly typeName: string
  readonly codeNumber: string | null
  readonly codeNotation: string | null
  /** ISO, may be partial. */
  readonly issuedDate: string | null
  readonly issuerName: string
  readonly subject: string
}

/** Drops files on the page as a file manager would: a real drop event with real files. */
export async function dropFiles(
  page: Page,
  files: readonly { fileName: string; bytes: Uint8Array; mediaType: string }[],
): Promise<void> {
  const given = files.map((one) => ({
    name: one.fileName,
    type: one.mediaType,
    base64: Buffer.from(one.bytes).toString('base64'),
  }))
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer()
    for (const { name, type, base64 } of all)
      data.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name, { type }))
    return data
  }, given)
  const place = page.getByRole('region', { name: 'Khay tiếp nhận' })
  for (const type of ['dragenter', 'dragover', 'drop']) await place.dispatchEvent(type, { dataTransfer: transfer })
}

/** From now on every sign of a mouse, pen or finger on this page is remembered. */
export async function watchMouse(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { mouseSeen: seen })
    for (const type of [
      'mousedown',
      'mouseup',
      'mousemove',
      'pointerdown',
      'pointermove',
      'touchstart',
      'wheel',
      'dblclick',
      'contextmenu',
    ])
      window.addEventListener(type, (event) => event.isTrusted && seen.push(type), { capture: true, passive: true })
    // A key pressed on a button is a click too, but one without a pointer.
    window.addEventListener('click', (event) => event.detail > 0 && seen.push('click'), true)
  })
  return () => page.evaluate(() => (window as unknown as { mouseSeen: string[] }).mouseSeen)
}

/** Tray items as the list shows them: all of them, and those that are read. */
export async function tray(page: Page): Promise<{ all: number; current: string | null }> {
  return page.evaluate(() => {
    const buttons = [...document.querySelectorAll<HTMLElement>('[data-item]')]
    const at = buttons.find((one) => one.getAttribute('aria-current') === 'true')
    return { all: buttons.length, current: at?.dataset['item'] ?? null }
  })
}

/** Goes with Tab to a field of the form. @returns keys pressed @throws Error when no field of that name comes by */
export async function tabTo(page: Page, name: string): Promise<number> {
  for (let i = 0; i < 60; i++) {
    const at = await page.evaluate(() => document.activeElement?.getAttribute('name') ?? null)
    if (at === name) return i
    // Fields of the form stand in a known order; going round by Tab alone reaches each.
    await page.keyboard.press(i < 25 ? 'Tab' : 'Shift+Tab')
  }
  throw new Error(`no field ${name} is reached with the keyboard`)
}

export const dayText = (iso: string): string => iso.split('-').reverse().join('/')

/** Values of the register form as it stands. */
export function formValues(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const found: Record<string, string> = {}
    for (const one of document.querySelectorAll<HTMLInputElement>('form [name]')) found[one.name] = one.value
    return found
  })
}
