/** A real Chromium and people who work in it. */
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const DESKTOP = { viewport: { width: 1440, height: 900 } } as const
export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 2,
} as const

export function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) throw new Error(`Chromium is not at ${executablePath}: apt-get install chromium`)
  return chromium.launch({ executablePath, args: ARGS })
}

interface Post {
  readonly id: string
  readonly title: string
  readonly organization: { readonly id: string; readonly name: string }
}

/** Somebody signed in: own cookies, own tab. */
export class Person {
  readonly context: BrowserContext
  readonly page: Page
  readonly posts: readonly Post[]
  readonly #address: string
  /** What the page complained of. */
  readonly complaints: string[]

  private constructor(
    address: string,
    context: BrowserContext,
    page: Page,
    posts: readonly Post[],
    complaints: string[],
  ) {
    this.#address = address
    this.context = context
    this.page = page
    this.posts = posts
    this.complaints = complaints
  }

  /** Signs in through the sign-in screen. */
  static async signIn(
    browser: Browser,
    address: string,
    who: { login: string; password: string },
    options: BrowserContextOptions = DESKTOP,
  ): Promise<Person> {
    const context = await browser.newContext({
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      acceptDownloads: true,
      ...options,
    })
    const page = await context.newPage()
    const complaints = listen(page)
    await page.goto(`${address}/login`)
    await page.getByRole('textbox', { name: 'Tên đăng nhập' }).fill(who.login)
    await page.getByLabel('Mật khẩu', { exact: false }).first().fill(who.password)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname.startsWith('/p/'), { timeout: 30_000 })
    const answer = await context.request.get(`${address}/api/auth/session`, { headers: { 'x-vankho': '1' } })
    const { posts } = (await answer.json()) as { posts: Post[] }
    return new Person(address, context, page, posts, complaints)
  }

  /** The post in an organisation; the first when none is named. */
  post(organization = ''): Post {
    const found = this.posts.find((one) => one.organization.name.includes(organization))
    if (!found) throw new Error(`no post in ${organization}`)
    return found
  }

  async go(path: string, organization = ''): Promise<void> {
    await this.page.goto(`${this.#address}/p/${this.post(organization).id}/${path}`)
  }

  /** Asks the API as this person, for facts that a test compares with the screen. */
  async ask<T>(method: 'GET' | 'POST', path: string, body?: unknown, organization = ''): Promise<T> {
    const answer = await this.context.request.fetch(`${this.#address}${path}`, {
      method,
      headers: { 'x-vankho': '1', 'x-vankho-post': this.post(organization).id },
      ...(body === undefined ? {} : { data: body }),
    })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  /** A file that the API answers with, as this person gets it. */
  async bytes(path: string, organization = ''): Promise<Uint8Array<ArrayBuffer>> {
    const answer = await this.context.request.fetch(`${this.#address}${path}`, {
      headers: { 'x-vankho': '1', 'x-vankho-post': this.post(organization).id },
    })
    if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`)
    return new Uint8Array(await answer.body())
  }
}

/** Collects errors of a page: exceptions, and console errors that no failed request explains. */
export function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text())
  })
  return complaints
}
