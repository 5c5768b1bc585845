/** Pictures for whoever wants to look (`SHOTS=folder`), and what must hold of a screen that stands open. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DESKTOP, PHONE } from './browser.ts'
import { findings, outOfReach, settled } from './look.ts'

/** Keeps a file beside the pictures, where somebody wants them. */
export function keep(name: string, bytes: Uint8Array): void {
  const folder = process.env['SHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), bytes)
}

/** A picture of the screen as it stands. */
export async function shot({ page }: { page: Page }, name: string): Promise<void> {
  if (!process.env['SHOTS']) return
  await page.waitForTimeout(300)
  keep(`${name}.png`, await page.screenshot())
}

/** Pictures that bear a journey's name. */
export const shotsOf =
  (journey: string) =>
  (person: { page: Page }, name: string): Promise<void> =>
    shot(person, `${journey}-${name}`)

/** Nothing serious, nothing out of reach, in the size that the screen has. */
export async function lookAt({ page }: { page: Page }, name: string): Promise<void> {
  await settled(page)
  await shot({ page }, name)
  expect(await findings(page), name).toEqual([])
  expect(await outOfReach(page), name).toEqual([])
}

/** The same at a desk and on a phone; the desk's size stays. */
export async function lookAtBoth(person: { page: Page }, name: string): Promise<void> {
  for (const [place, { viewport }] of [
    ['1440', DESKTOP],
    ['390', PHONE],
  ] as const) {
    await person.page.setViewportSize(viewport)
    await lookAt(person, `${name}-${place}`)
  }
  await person.page.setViewportSize(DESKTOP.viewport)
  await settled(person.page)
}
