/** The commune's archive: papers of the dissolved district that it keeps, and a file of its own that was handed over. */
import { authorities } from '#modules/archive/authorities-contract.ts'
import { archive } from '#modules/archive/contract.ts'
import { casefiles } from '#modules/casefiles/contract.ts'
import { transfer } from '#modules/transfer/contract.ts'
import type { Actor, Kernel } from '#platform/action/index.ts'
import { dayOf } from '#platform/clock/index.ts'
import type { Named, Received, Route } from '#platform/contract/index.ts'
import type { Weeks } from './clock.ts'
import { DISTRICT } from './province.ts'
import type { DemoBody } from './settle.ts'
import type { Step } from './story.ts'

/** Files of the district's land office: title, first and last year, retention, leaves, documents in it. */
const FILES: readonly (readonly [
  title: string,
  starts: string,
  ends: string,
  retention: string,
  sheets: number,
  items: readonly (readonly [type: string, number: string, notation: string, date: string, subject: string])[],
])[] = [
  [
    'Hồ sơ giao đất, cấp giấy chứng nhận quyền sử dụng đất xã Sông Mây',
    '1998',
    '2003',
    'vv',
    186,
    [
      ['Quyết định', '214', 'QĐ-UB', '1998-05-12', 'Về việc giao đất lâm nghiệp cho các hộ gia đình thôn Nà Mạ'],
      ['Tờ trình', '31', 'TTr-ĐC', '1999-03-02', 'Về việc cấp giấy chứng nhận quyền sử dụng đất đợt 1 năm 1999'],
      [
        'Quyết định',
        '87',
        'QĐ-UB',
        '2001-08-20',
        'Về việc cấp giấy chứng nhận quyền sử dụng đất cho 46 hộ thôn Bản Lùng',
      ],
    ],
  ],
  [
    'Hồ sơ giải quyết tranh chấp địa giới xã Sông Mây và xã Đồi Chè',
    '2004',
    '2006',
    'vv',
    92,
    [
      ['Biên bản', '02', 'BB-UB', '2004-11-09', 'Về việc hiệp thương địa giới hành chính tại khu vực suối Nậm Lúc'],
      [
        'Quyết định',
        '365',
        'QĐ-UBND',
        '2006-02-17',
        'Về việc xác định đường địa giới hành chính giữa hai xã Sông Mây và Đồi Chè',
      ],
    ],
  ],
  ['Hồ sơ xây dựng trạm y tế xã Sông Mây', '2007', '2009', '20', 147, []],
  ['Hồ sơ xây dựng đường liên thôn Nà Mạ - Bản Lùng', '2010', '2012', '20', 203, []],
  [
    'Tập lưu quyết định về đất đai của Ủy ban nhân dân huyện, phần xã Sông Mây',
    '2013',
    '2016',
    'vv',
    311,
    [['Quyết định', '1120', 'QĐ-UBND', '2014-06-30', 'Về việc thu hồi đất để xây dựng trường tiểu học Sông Mây']],
  ],
  ['Hồ sơ rà soát hộ nghèo, hộ cận nghèo xã Sông Mây', '2016', '2020', '20', 128, []],
  ['Hồ sơ bầu cử đại biểu Hội đồng nhân dân xã nhiệm kỳ 2021 - 2026', '2021', '2021', 'vv', 164, []],
  ['Hồ sơ thanh tra việc quản lý, sử dụng ngân sách xã Sông Mây', '2022', '2023', '50', 75, []],
]

/** The fonds is described early in the story; the hand-over comes shortly before the present. */
export function archiveSteps(kernel: Kernel, body: DemoBody, weeks: Weeks): Step[] {
  const told = new Archive(kernel, body)
  return [
    { at: weeks.at(-30, 0.3), run: () => told.describe() },
    { at: weeks.at(-1, 0.95), run: () => told.handOver(dayOf(weeks.at(-1, 0.95))) },
  ]
}

class Archive {
  readonly #kernel: Kernel
  readonly #body: DemoBody

  constructor(kernel: Kernel, body: DemoBody) {
    this.#kernel = kernel
    this.#body = body
  }

  #run<R extends Named<Route>>(route: R, actor: Actor, input: object): Promise<Received<R>> {
    return this.#kernel.run(this.#kernel.handler(route), actor, input) as Promise<Received<R>>
  }

  async describe(): Promise<void> {
    const keeper = this.#body.actors['historical']!
    const { id: repositoryId } = await this.#run(archive.createRepository, keeper, {
      body: {
        code: 'H99.64.LT',
        name: 'Kho tài liệu huyện Thượng Lam tại xã Sông Mây',
        kind: 'historical',
        address: 'Tầng 1, trụ sở Ủy ban nhân dân xã Sông Mây',
      },
    })
    const { id: creatorId } = await this.#run(authorities.createAuthority, keeper, {
      body: {
        kind: 'body',
        name: DISTRICT.name,
        code: DISTRICT.organId,
        otherNames: ['Ủy ban hành chính huyện Thượng Lam'],
        existsFrom: '1976',
        existsTo: DISTRICT.lastDay,
        description: {
          history: `Lập năm 1976 trên cơ sở Ủy ban hành chính huyện Thượng Lam; kết thúc hoạt động ngày 30/6/2025 theo ${DISTRICT.basis}.`,
          functions: 'Quản lý nhà nước trên địa bàn huyện, gồm đất đai, xây dựng, ngân sách, văn hóa, xã hội.',
        },
      },
    })
    const fonds = await this.#unit({
      level: 'fonds',
      repositoryId,
      number: '30',
      title: 'Phông Ủy ban nhân dân huyện Thượng Lam (phần xã Sông Mây)',
      starts: '1976',
      ends: DISTRICT.lastDay,
      isClosed: true,
      creatorId,
      description: {
        archivalHistory:
          'Nhận từ Ủy ban nhân dân huyện Thượng Lam tháng 6/2025, đã chỉnh lý phần tài liệu về xã Sông Mây.',
        scope:
          'Tài liệu về đất đai, địa giới, xây dựng, ngân sách, chính sách xã hội của xã Sông Mây do huyện giải quyết.',
      },
    })
    const inventory = await this.#unit({
      level: 'inventory',
      parentId: fonds,
      title: 'Hồ sơ bảo quản vĩnh viễn và có thời hạn',
      starts: '1998',
      ends: '2023',
      description: {
        foreword:
          'Mục lục gồm các hồ sơ về xã Sông Mây trong phông Ủy ban nhân dân huyện Thượng Lam, xếp theo thời gian.',
        abbreviations: 'UBND: Ủy ban nhân dân; ĐC: Địa chính',
      },
    })
    const ids: string[] = []
    for (const [i, [title, starts, ends, retention, sheets, items]] of FILES.entries()) {
      const file = await this.#unit({
        level: 'file',
        parentId: inventory,
        title,
        starts,
        ends,
        retention,
        sheets,
        medium: 'paper',
        condition: i === 1 ? 'damaged' : 'fair',
        box: String(1 + Math.floor(i / 3)),
      })
      ids.push(file)
      for (const [typeName, codeNumber, codeNotation, issuedDate, subject] of items)
        await this.#unit({
          level: 'item',
          parentId: file,
          title: subject,
          item: { typeName, codeNumber, codeNotation, issuedDate, issuerName: DISTRICT.name },
        })
    }
    await this.#run(archive.publish, keeper, { body: { ids: ids.slice(0, 6), to: 'office', isWithBelow: true } })
  }

  async #unit(body: object): Promise<string> {
    return (await this.#run(archive.create, this.#body.actors['historical']!, { body })).id
  }

  /** One officer's settled work goes to the current archive. */
  async handOver(today: string): Promise<void> {
    const { 'officer.0': officer, 'head.0': head, archivist } = this.#body.actors
    if (!officer || !head || !archivist) return
    const done = (await this.#run(casefiles.unfiled, officer, { query: { limit: 20 } })).items.filter(
      (one) => one.isDone,
    )
    if (done.length === 0) return
    const { id: fileId } = await this.#run(casefiles.open, officer, {
      body: {
        title: `Hồ sơ trả lời kiến nghị của cử tri, đơn vị về kinh tế năm ${today.slice(0, 4)}`,
        retention: '20',
        documentIds: done.slice(0, 2).map((one) => one.documentId),
      },
    })
    const { file, span } = await this.#run(casefiles.get, officer, { params: { fileId } })
    await this.#run(casefiles.close, officer, {
      params: { fileId },
      body: { version: file.version, retention: '20', startsOn: span.from ?? today, endsOn: today, condition: 'Tốt' },
    })
    const { id } = await this.#run(transfer.create, officer, { body: { fileIds: [fileId] } })
    const params = { handoverId: id }
    const version = async () => (await this.#run(transfer.get, head, { params })).handover.version
    await this.#run(transfer.submit, head, { params, body: { version: await version() } })
    await this.#run(transfer.look, archivist, { params: { handoverId: id, fileId }, body: {} })
    await this.#run(transfer.decide, archivist, {
      params,
      body: { version: await version(), decisions: [{ fileId, to: 'accepted' }], condition: 'Tốt' },
    })
  }
}
