/** What is measured on a screen that stands open. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { keyRoots } from './words.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Waits until nothing is being fetched or drawn. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('main').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page
    .waitForFunction(() => document.querySelector('[aria-busy="true"]') === null, undefined, { timeout: 15_000 })
    .catch(() => {})
}

/** Serious and critical findings, each with the rule and where it is. @param rules these alone, else all of WCAG 2.2 AA */
export async function findings(page: Page, rules?: string[]): Promise<string[]> {
  await still(page)
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze()
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) =>
        `${one.id}: ${one.nodes
          .slice(0, 3)
          .map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`)
          .join(' | ')}`,
    )
}

/** Nothing fades or moves any more: what is half there would be measured half. Two frames let what was just set begin. */
function still(page: Page): Promise<void> {
  return page
    .evaluate(async () => {
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
      const moving = document.getAnimations().map((one) => one.finished.catch(() => {}))
      await Promise.race([Promise.all(moving), new Promise((next) => setTimeout(next, 1_000))])
    })
    .catch(() => {})
}

/** Changes the colours as the person's choice would. */
export function paint(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  return page.evaluate((wanted) => document.documentElement.setAttribute('data-mantine-color-scheme', wanted), scheme)
}

/** What lies beyond the right or left edge: the page itself, or a control that nothing scrolls to. */
export async function outOfReach(page: Page): Promise<string[]> {
  // Two frames: the layout after a new width, and what components draw upon it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.waitForTimeout(60)
  return page.evaluate(() => {
    const faults: string[] = []
    const beyond = document.documentElement.scrollWidth - window.innerWidth
    if (beyond > 0) faults.push(`the page is ${beyond} px too wide`)
    const scrolls = (from: Element) => {
      for (let at = from.parentElement; at; at = at.parentElement)
        if (/(auto|scroll)/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true
      return false
    }
    const ground = document.querySelector('dialog:modal') ?? document
    for (const one of ground.querySelectorAll('a[href],button,input,select,textarea,summary')) {
      const { left, right, width, height } = one.getBoundingClientRect()
      const isHidden = width < 2 || height < 2 || !one.checkVisibility({ visibilityProperty: true })
      if (isHidden || (left >= -1 && right <= window.innerWidth + 1) || scrolls(one)) continue
      const clip = getComputedStyle(one).clipPath
      if (clip !== 'none' || one.closest('.visually-hidden')) continue
      faults.push(`out of reach: ${one.outerHTML.slice(0, 140)}`)
      if (faults.length > 4) break
    }
    return faults
  })
}

/** Texts of the other language, and keys that have no text. Documents, names and titles stay as they were written. */
export async function foreignWords(page: Page, foreign: readonly string[]): Promise<string[]> {
  return page.evaluate(
    ({ patterns, roots }) => {
      const other = new RegExp(patterns.map((one) => `(?:${one})`).join('|'), 'su')
      const isKey = new RegExp(`^(?:${roots.join('|')})(?:\\.[A-Za-z][\\w-]*)+$`)
      const seen = new Set<string>()
      const look = (text: string | null, from: Element) => {
        const words = text?.replace(/\s+/g, ' ').trim() ?? ''
        if (words.length < 4 || from.closest('[lang]:not(html),code,q,blockquote,option')) return
        if (other.test(words) || isKey.test(words)) seen.add(words)
      }
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement
        if (parent?.checkVisibility()) look(walker.currentNode.textContent, parent)
      }
      for (const one of document.querySelectorAll('[aria-label],[title],[placeholder],[alt]'))
        if (one.checkVisibility())
          for (const name of ['aria-label', 'title', 'placeholder', 'alt']) look(one.getAttribute(name), one)
      return [...seen].slice(0, 8).map((one) => `not in this language: ${one}`)
    },
    { patterns: foreign, roots: keyRoots },
  )
}
