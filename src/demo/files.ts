/** The commune's file plan of the year, and files made of what its people handled, through the real doorway. */
import { casefiles } from '#modules/casefiles/contract.ts'
import { filePlans } from '#modules/casefiles/plan-contract.ts'
import type { Actor, Kernel } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { Named, Received, Route } from '#platform/contract/index.ts'
import type { Weeks } from './clock.ts'
import type { DemoBody } from './settle.ts'
import type { Step } from './story.ts'

/** Files foreseen: under which unit's heading (by words of its name), by whom, for how long. */
const LINES: readonly (readonly [heading: RegExp, title: string, retention: string, maker: string])[] = [
  [/Văn phòng/, 'Tập lưu quyết định, chỉ thị của Ủy ban nhân dân xã năm', 'vv', 'registry'],
  [/Văn phòng/, 'Tập lưu báo cáo, kế hoạch, công văn của Ủy ban nhân dân xã năm', '50', 'registry'],
  [/Văn phòng/, 'Sổ đăng ký văn bản đến năm', '20', 'registry'],
  [/Kinh tế/, 'Hồ sơ quản lý đất đai, xây dựng, môi trường trên địa bàn xã năm', 'vv', 'officer.0'],
  [/Kinh tế/, 'Hồ sơ thu, chi ngân sách xã năm', 'vv', 'officer.1'],
  [/Kinh tế/, 'Hồ sơ phòng, chống thiên tai, cháy rừng năm', '20', 'officer.1'],
  [/Văn hóa/, 'Hồ sơ rà soát hộ nghèo, hộ cận nghèo năm', '20', 'officer.2'],
  [/Văn hóa/, 'Hồ sơ bảo trợ xã hội, chi trả trợ cấp năm', '20', 'officer.3'],
]

/** Steps of the plan at the beginning of the story, and of the files shortly before the present. */
export function fileSteps(kernel: Kernel, body: DemoBody, weeks: Weeks): Step[] {
  const told = new Files(kernel, body)
  return [
    { at: weeks.at(-40, 0.2), run: () => told.plan(dayOf(weeks.at(-40, 0.2)).slice(0, 4)) },
    { at: weeks.at(-1, 0.8), run: () => told.fill() },
    { at: weeks.at(-1, 0.9), run: () => told.close(dayOf(weeks.at(-1, 0.9))) },
  ]
}

class Files {
  readonly #kernel: Kernel
  readonly #body: DemoBody

  constructor(kernel: Kernel, body: DemoBody) {
    this.#kernel = kernel
    this.#body = body
  }

  #actor(key: string): Actor | null {
    return this.#body.actors[key] ?? null
  }

  #run<R extends Named<Route>>(route: R, actor: Actor, input: object): Promise<Received<R>> {
    return this.#kernel.run(this.#kernel.handler(route), actor, input) as Promise<Received<R>>
  }

  async plan(year: string): Promise<void> {
    const office = this.#actor('chief')!
    const { id } = await this.#run(filePlans.createPlan, office, {
      body: { scope: 'year', period: year, from: 'units' },
    })
    const params = { planId: id }
    const { headings } = await this.#run(filePlans.plan, office, { params })
    for (const [heading, title, retention, key] of LINES) {
      const maker = this.#actor(key)
      const under = headings.find((one) => heading.test(one.title)) ?? headings[0]!
      await this.#run(filePlans.addLine, office, {
        params,
        body: { headingId: under.id, title: `${title} ${year}`, retention, makerPost: maker?.postId ?? null },
      })
    }
    const { plan } = await this.#run(filePlans.plan, office, { params })
    const { version } = await this.#run(filePlans.submitPlan, office, { params, body: { version: plan.version } })
    await this.#run(filePlans.decidePlan, this.#actor('leader')!, {
      params,
      body: { version, to: 'approved', basis: `Quyết định số 03/QĐ-UBND ngày 06/01/${year} của Ủy ban nhân dân xã` },
    })
  }

  /** Officers put what they handled into the files that are offered for it, opening those foreseen; one more each opens beside the plan. */
  async fill(): Promise<void> {
    for (const key of ['officer.0', 'officer.1', 'officer.2', 'officer.3']) {
      const officer = this.#actor(key)
      if (!officer) continue
      const { items } = await this.#run(casefiles.unfiled, officer, { query: { limit: 20 } })
      let hasOwn = false
      for (const { documentId, subject } of items) {
        const { offers } = await this.#run(casefiles.ofDocument, officer, { params: { documentId } })
        const offer = offers.find((one) => one.why === 'thread' || one.why === 'subject')
        if (offer?.fileId)
          await this.#run(casefiles.add, officer, {
            params: { fileId: offer.fileId },
            body: { documentIds: [documentId] },
          })
        else if (offer?.lineId)
          await this.#run(casefiles.open, officer, { body: { lineId: offer.lineId, documentIds: [documentId] } })
        else if (!hasOwn) {
          hasOwn = true
          const title = `Hồ sơ ${subject.replace(/^(V\/v|Về việc|Về)\s+/i, '').replace(/^./, (first) => first.toLocaleLowerCase('vi'))}`
          await this.#run(casefiles.open, officer, { body: { title, retention: '20', documentIds: [documentId] } })
        }
      }
    }
  }

  /** One officer's work is done. */
  async close(today: string): Promise<void> {
    const officer = this.#actor('officer.0')
    if (!officer) return
    const done = (await this.#run(casefiles.unfiled, officer, { query: { limit: 20 } })).items.filter(
      (one) => one.isDone,
    )
    if (done.length === 0) return
    const { id } = await this.#run(casefiles.open, officer, {
      body: {
        title: `Hồ sơ các việc đã giải quyết xong của Phòng Kinh tế năm ${today.slice(0, 4)}`,
        retention: '20',
        documentIds: done.slice(0, 2).map((one) => one.documentId),
      },
    })
    const params = { fileId: id }
    const { file, span } = await this.#run(casefiles.get, officer, { params })
    await this.#run(casefiles.close, officer, {
      params,
      body: { version: file.version, retention: '20', startsOn: span.from ?? today, endsOn: today, condition: 'Tốt' },
    })
  }
}
