/** Tells the lives of outgoing documents through the real doorway: drafted, checked, approved, signed by hand, issued. */
import { outgoing } from '#modules/outgoing/contract.ts'
import { outgoingWay } from '#modules/outgoing/way-contract.ts'
import type { Actor, Kernel } from '#platform/action/index.ts'
import type { Named, Received, Route } from '#platform/contract/index.ts'
import type { Weeks } from './clock.ts'
import type { DemoBody } from './settle.ts'
import type { Step } from './story.ts'

interface Plan {
  readonly type: string
  readonly subject: string
  readonly body: readonly string[]
  readonly bases?: readonly string[]
  /** Working days before the present on which it was begun. */
  readonly begun: number
  readonly officer: number
  readonly to: readonly { readonly name: string; readonly channel: 'local' | 'post' }[]
  /** Where it stands today. */
  readonly until:
    | 'drafting'
    | 'asked'
    | 'content_check'
    | 'returned'
    | 'form_check'
    | 'approval'
    | 'approved'
    | 'issued'
}

const PROVINCE = { name: 'Ủy ban nhân dân tỉnh Lam Hà', channel: 'post' } as const
const DEPARTMENT = { name: 'Sở Nông nghiệp và Môi trường tỉnh Lam Hà', channel: 'local' } as const
const NEIGHBOUR = { name: 'Ủy ban nhân dân xã Đồi Chè', channel: 'local' } as const
const FARMERS = { name: 'Hội Nông dân xã Sông Mây', channel: 'post' } as const
const LAW = 'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025'

const PLANS: readonly Plan[] = [
  {
    type: 'quyet-dinh',
    subject: 'Kiện toàn Ban Chỉ huy phòng thủ dân sự xã Sông Mây',
    bases: [LAW, 'Luật Phòng thủ dân sự ngày 20 tháng 6 năm 2023', 'Theo đề nghị của Trưởng phòng Kinh tế'],
    body: [
      'Kiện toàn Ban Chỉ huy phòng thủ dân sự xã Sông Mây gồm các ông, bà có tên trong danh sách kèm theo.',
      'Ban Chỉ huy làm việc theo Quy chế do Trưởng ban ban hành; các thành viên làm việc kiêm nhiệm.',
      'Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã, Trưởng phòng Kinh tế và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.',
    ],
    begun: 18,
    officer: 0,
    to: [PROVINCE, FARMERS],
    until: 'issued',
  },
  {
    type: 'bao-cao',
    subject: 'Kết quả rà soát hộ nghèo, hộ cận nghèo năm 2026',
    body: [
      'Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã Sông Mây báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo năm 2026 như sau.',
      'Toàn xã có 1.842 hộ dân; qua rà soát còn 96 hộ nghèo, giảm 21 hộ so với năm trước, và 118 hộ cận nghèo, giảm 14 hộ.',
      'Ủy ban nhân dân xã Sông Mây báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo.',
    ],
    begun: 14,
    officer: 2,
    to: [PROVINCE],
    until: 'issued',
  },
  {
    type: 'cong-van',
    subject: 'V/v phối hợp tuần tra rừng giáp ranh',
    body: [
      'Để chủ động phòng cháy, chữa cháy rừng trong mùa khô, Ủy ban nhân dân xã Sông Mây đề nghị Ủy ban nhân dân xã Đồi Chè phối hợp tuần tra khu vực rừng giáp ranh từ ngày 01 đến ngày 15 hằng tháng.',
      'Đầu mối liên hệ: Phòng Kinh tế xã Sông Mây.',
    ],
    begun: 9,
    officer: 1,
    to: [NEIGHBOUR],
    until: 'issued',
  },
  {
    type: 'thong-bao',
    subject: 'Lịch tiếp công dân của Chủ tịch Ủy ban nhân dân xã quý I năm 2027',
    body: [
      'Chủ tịch Ủy ban nhân dân xã Sông Mây tiếp công dân định kỳ vào sáng thứ Năm hằng tuần tại Trung tâm Phục vụ hành chính công xã.',
      'Ủy ban nhân dân xã thông báo để tổ chức, công dân trên địa bàn biết và liên hệ.',
    ],
    begun: 4,
    officer: 4,
    to: [FARMERS],
    until: 'approved',
  },
  {
    type: 'to-trinh',
    subject: 'Đề nghị bổ sung kinh phí sửa chữa kênh mương thôn Nà Lùng',
    body: [
      'Đợt mưa lũ vừa qua đã làm sạt lở 340 m kênh mương nội đồng tại thôn Nà Lùng, ảnh hưởng đến 27 ha lúa.',
      'Ủy ban nhân dân xã Sông Mây trình Ủy ban nhân dân tỉnh xem xét, bổ sung kinh phí sửa chữa.',
    ],
    begun: 3,
    officer: 0,
    to: [PROVINCE],
    until: 'approval',
  },
  {
    type: 'ke-hoach',
    subject: 'Tiêm phòng gia súc, gia cầm đợt I năm 2027',
    body: [
      'Tổ chức tiêm phòng cho toàn bộ đàn gia súc, gia cầm trong diện tiêm, đạt tỷ lệ từ 80% tổng đàn trở lên.',
      'Phòng Kinh tế chủ trì, phối hợp với các thôn tổ chức thực hiện và báo cáo kết quả.',
    ],
    begun: 2,
    officer: 1,
    to: [DEPARTMENT],
    until: 'form_check',
  },
  {
    type: 'cong-van',
    subject: 'V/v báo cáo tình hình sử dụng đất công ích',
    body: ['Ủy ban nhân dân xã Sông Mây báo cáo tình hình quản lý, sử dụng quỹ đất công ích trên địa bàn như sau.'],
    begun: 2,
    officer: 1,
    to: [DEPARTMENT],
    until: 'returned',
  },
  {
    type: 'bao-cao',
    subject: 'Công tác bảo trợ xã hội tháng 11 năm 2026',
    body: ['Trong tháng, toàn xã chi trả trợ cấp xã hội hằng tháng cho 412 đối tượng bảo đảm kịp thời, đúng quy định.'],
    begun: 1,
    officer: 3,
    to: [PROVINCE],
    until: 'content_check',
  },
  {
    type: 'ke-hoach',
    subject: 'Tổ chức Tết trồng cây xuân Đinh Mùi năm 2027',
    body: [
      'Phấn đấu toàn xã trồng mới 5.000 cây phân tán, tập trung tại trường học, nhà văn hóa và dọc tuyến đường liên thôn.',
    ],
    begun: 1,
    officer: 2,
    to: [FARMERS],
    until: 'asked',
  },
]

/** Steps of the commune's outgoing documents; each step of a document lies a little after the one before. */
export function draftSteps(
  kernel: Kernel,
  body: DemoBody,
  organizations: ReadonlyMap<string, string>,
  weeks: Weeks,
): Step[] {
  return PLANS.flatMap((plan, i) => new Draft(kernel, body, organizations, plan).steps(weeks, 0.1 + (i % 4) * 0.04))
}

class Draft {
  readonly #kernel: Kernel
  readonly #body: DemoBody
  readonly #organizations: ReadonlyMap<string, string>
  readonly #plan: Plan
  #id = ''

  constructor(kernel: Kernel, body: DemoBody, organizations: ReadonlyMap<string, string>, plan: Plan) {
    this.#kernel = kernel
    this.#body = body
    this.#organizations = organizations
    this.#plan = plan
  }

  steps(weeks: Weeks, hour: number): Step[] {
    const { until, begun } = this.#plan
    const officer = this.#actor(`officer.${this.#plan.officer}`)
    const head = Object.entries(this.#body.actors).find(
      ([key, one]) => key.startsWith('head.') && one.unitId === officer.unitId,
    )![1]
    const registry = this.#actor('registry')
    const way: (() => Promise<void>)[] = [() => this.#write(officer)]
    if (until === 'asked') way.push(() => this.#ask(officer))
    else if (until !== 'drafting') {
      way.push(() => this.#step(outgoingWay.submit, officer))
      if (until === 'returned')
        way.push(() =>
          this.#step(outgoingWay.sendBack, head, { words: 'Bổ sung biểu số liệu từng thôn, ghi rõ nguồn.' }),
        )
      else if (until !== 'content_check') {
        way.push(() => this.#step(outgoingWay.checkContent, head))
        if (until !== 'form_check') {
          way.push(() => this.#step(outgoingWay.checkForm, this.#actor('chief')))
          if (until !== 'approval') way.push(() => this.#step(outgoingWay.approve, this.#actor('leader')))
          if (until === 'issued')
            way.push(
              () => this.#step(outgoingWay.numberOnPaper, registry),
              () => this.#step(outgoingWay.issue, registry),
            )
        }
      }
    }
    return way.map((run, i) => ({ at: weeks.at(Math.min(-begun + Math.floor(i / 3), 0), hour + (i % 3) * 0.2), run }))
  }

  #actor(key: string): Actor {
    return this.#body.actors[key]!
  }

  #run<R extends Named<Route>>(route: R, actor: Actor, input: { params?: object; query?: object; body?: object }) {
    return this.#kernel.run(this.#kernel.handler(route), actor, input) as Promise<Received<R>>
  }

  async #write(officer: Actor): Promise<void> {
    const { type, subject, body, bases, to } = this.#plan
    const leader = this.#actor('leader')
    const { signers } = await this.#run(outgoing.choices, officer, { query: { typeCode: type } })
    const signer = signers.find((one) => one.postId === leader.postId)!
    const recipients = to.map(({ name, channel }) => {
      const organizationId = this.#organizations.get(name)
      return organizationId ? { name, organizationId, channel } : { name, channel: 'post' }
    })
    const fields = {
      typeCode: type,
      subject,
      mode: 'paper',
      signerPost: signer.postId,
      authorityId: signer.authorityId,
      recipients,
    }
    const { id, version } = await this.#run(outgoing.create, officer, { body: { fields } })
    this.#id = id
    const kind = type === 'quyet-dinh' ? 'article' : 'paragraph'
    const content = {
      superior: null,
      ...(bases ? { bases } : {}),
      body: body.map((text) => ({ kind, runs: [{ text }] })),
    }
    await this.#run(outgoing.write, officer, { params: { documentId: id }, body: { version, content } })
  }

  async #step(route: Named<Route>, actor: Actor, more: object = {}): Promise<void> {
    const params = { documentId: this.#id }
    const { version } = await this.#run(outgoing.get, actor, { params })
    await this.#run(route, actor, { params, body: { version, ...more } })
  }

  #ask(officer: Actor): Promise<void> {
    const others = this.#body.units.filter((unit) => unit !== officer.unitId).slice(0, 2)
    return this.#step(outgoingWay.askOpinions, officer, {
      from: others.map((unitId) => ({ unitId })),
      question: 'Đề nghị cho ý kiến về chỉ tiêu và phân công thực hiện.',
    })
  }
}
