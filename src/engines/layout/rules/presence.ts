/** What every document has, and in which order. */
import type { LayoutComponent } from '#regimes/layout/index.ts'
import { type Context, quote, visibleRuns } from '../context.ts'
import { allOf, type Component, firstOf, type Structure, textOf } from '../structure.ts'

/** Types whose models leave a component out (NĐ 30/2020 PL III): minutes have no place and date, contracts no recipients … */
const WITHOUT: Partial<Record<LayoutComponent, readonly string[]>> = {
  'place-date': ['bien-ban'],
  number: ['thu-cong'],
  subject: [
    'giay-moi',
    'giay-gioi-thieu',
    'giay-nghi-phep',
    'giay-uy-quyen',
    'giay-di-duong',
    'giay-chung-nhan',
    'phieu-gui',
    'phieu-chuyen',
    'phieu-bao',
    'thu-cong',
    'hop-dong',
    'ban-ghi-nho',
    'ban-thoa-thuan',
    'bien-ban',
    'cong-dien',
    'loi-keu-goi',
    'tuyen-bo',
    'thong-cao',
  ],
  recipients: [
    'hop-dong',
    'ban-ghi-nho',
    'ban-thoa-thuan',
    'giay-uy-quyen',
    'thu-cong',
    'loi-keu-goi',
    'tuyen-bo',
    'thong-cao',
    'giay-chung-nhan',
    'giay-di-duong',
  ],
  'signer-position': ['thu-cong', 'hop-dong', 'loi-keu-goi', 'tuyen-bo', 'thong-cao'],
  'signer-name': ['loi-keu-goi', 'tuyen-bo', 'thong-cao', 'hop-dong'],
}
/** May a document of this type be without the component? */
export const mayLack = (typeCode: string, component: LayoutComponent): boolean =>
  WITHOUT[component]?.includes(typeCode) ?? false

/** What a regulation is made of; it goes out under a decision and carries no head of its own then. */
const ADDRESSED = ['cong-van', 'to-trinh']

export function checkPresence(context: Context): void {
  const { structure } = context
  const has = (component: LayoutComponent) => firstOf(structure, component) !== null
  const missing = (component: LayoutComponent, expected: string) => {
    if (has(component) || (structure.typeCode !== null && mayLack(structure.typeCode, component))) return
    const source = context.sourceOf(component)
    context.add({ component, aspect: 'missing', expected, found: 'không có', source })
  }
  if (context.isParty) {
    missing('party-title', 'ĐẢNG CỘNG SẢN VIỆT NAM')
    checkForeign(context, ['national-title', 'motto'])
  } else {
    missing('national-title', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    missing('motto', 'Độc lập - Tự do - Hạnh phúc')
    checkForeign(context, ['party-title'])
  }
  missing('issuing-organization', 'tên cơ quan, tổ chức ban hành văn bản')
  missing('number', 'số, ký hiệu của văn bản')
  missing('place-date', 'địa danh và thời gian ban hành văn bản')
  if (!structure.isLetter) missing('type-name', 'tên loại văn bản')
  if (has('type-name') || structure.isLetter) missing('subject', 'trích yếu nội dung')
  if (structure.typeCode !== null && ADDRESSED.includes(structure.typeCode)) missing('addressee', 'Kính gửi')
  if (structure.typeCode === 'quyet-dinh') missing('basis', 'căn cứ ban hành văn bản')
  const label = has('recipients-label')
  if (label || has('recipients')) {
    missing('recipients-label', 'Nơi nhận:')
    missing('recipients', 'danh sách nơi nhận')
  } else missing('recipients', 'nơi nhận văn bản')
  if (has('signer-name') || has('signer-position') || has('signature-authority')) {
    missing('signer-name', 'họ và tên người ký')
    // "Q. GIÁM ĐỐC" is authority and position in one line
    const acting = textOfFirst(structure, 'signature-authority').startsWith('Q')
    if (!acting && (!has('signature-authority') || has('signer-name')))
      missing('signer-position', 'chức vụ của người ký')
  } else missing('signer-name', 'chữ ký: chức vụ, họ và tên người ký')
  checkOrder(context)
}

const textOfFirst = (structure: Structure, component: LayoutComponent) => {
  const found = firstOf(structure, component)
  return found ? textOf(found) : ''
}

/** The other regime's letterhead. */
function checkForeign(context: Context, components: readonly LayoutComponent[]): void {
  for (const component of components) {
    const found = firstOf(context.structure, component)
    if (!found) continue
    const own = context.isParty ? 'party-title' : 'national-title'
    // it stands in the place of the own one, which was told missing already
    if (context.has(own, 'missing')) continue
    context.add({
      component,
      aspect: 'text',
      at: found.pieces[0]!,
      expected: 'không có trong văn bản này',
      found: found.pieces[0]!.text,
      source: context.sourceOf(own),
    })
  }
}

/** Components of one column that must follow each other. */
const ORDERS: readonly (readonly [first: LayoutComponent, second: LayoutComponent])[] = [
  ['national-title', 'motto'],
  ['parent-organization', 'issuing-organization'],
  ['issuing-organization', 'number'],
  ['type-name', 'subject'],
  ['signature-authority', 'signer-position'],
  ['signer-position', 'signer-name'],
  ['recipients-label', 'recipients'],
]

const isBold = (component: Component | null) => component !== null && visibleRuns(component).every((run) => run.isBold)

function checkOrder(context: Context): void {
  const [parent, issuer] = [
    firstOf(context.structure, 'parent-organization'),
    firstOf(context.structure, 'issuing-organization'),
  ]
  // the heavy name is the issuer's: when it stands first the two have changed places
  if (isBold(parent) && issuer !== null && !visibleRuns(issuer).some((run) => run.isBold))
    context.add({
      component: 'issuing-organization',
      aspect: 'order',
      at: issuer.pieces[0]!,
      expected: 'tên cơ quan ban hành (đậm) đứng dưới tên cơ quan chủ quản',
      found: quote(issuer.pieces[0]!.text),
      source: context.sourceOf('issuing-organization'),
    })
  for (const [first, second] of ORDERS) {
    const a = allOf(context.structure, first)[0]
    const b = allOf(context.structure, second)[0]
    if (!a || !b) continue
    const [x, y] = [a.pieces[0]!, b.pieces[0]!]
    // a letter's subject stands under its number
    if (second === 'subject' && context.structure.isLetter) continue
    if (x.at < y.at) continue
    context.add({
      component: second,
      aspect: 'order',
      at: y,
      expected: 'đứng sau thành phần trên nó',
      found: 'đứng trước',
      source: context.sourceOf(second),
    })
  }
}
