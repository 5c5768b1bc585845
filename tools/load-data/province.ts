/**
 * The invented province "tỉnh Lam Hà" in full size: its bodies before and after the two-tier government of 1 July 2025 (14 districts
 * until then, 130 communes since), boards, departments, and 500 grass-roots bodies. Nothing here exists.
 */
import type { Chance } from '../invented/chance.ts'

export type Level = 'province' | 'agency' | 'district' | 'commune' | 'grass-roots'

export interface LoadBody {
  readonly name: string
  readonly shortName: string
  /** In notations: `UBND`, `SNV`, `BTCTU`. */
  readonly code: string
  readonly level: Level
  readonly regime: 'state' | 'party'
  readonly place: string
  /** First and last day on which it works; null: still does. */
  readonly from: string
  readonly to: string | null
  /** Districts: names of the communes that came after it. */
  readonly successors: readonly string[]
  readonly units: readonly string[]
}

/** Last day of the districts, first of the communes. */
export const LAST_DISTRICT_DAY = '2025-06-30'
export const FIRST_COMMUNE_DAY = '2025-07-01'
const BEFORE = '1999-03-01'

const firsts = ['Suối', 'Đồi', 'Sông', 'Thung', 'Khe', 'Đèo', 'Rừng', 'Bãi', 'Hồ', 'Gò']
const seconds = ['Mây', 'Chè', 'Sương', 'Trúc', 'Quế', 'Hồi', 'Thông', 'Gió', 'Trăng', 'Nắng', 'Sim', 'Mận', 'Đào']

/** 130 communes: every name once. */
export const communes: readonly string[] = seconds.flatMap((second) => firsts.map((first) => `${first} ${second}`))
export const districts: readonly string[] = [
  'Thượng Lam',
  'Hạ Lam',
  'Trung Lam',
  'Lam Sơn Thượng',
  'Lam Sơn Hạ',
  'Nậm Sương',
  'Nậm Quế',
  'Nậm Trúc',
  'Vân Trúc',
  'Vân Quế',
  'Vân Mây',
  'Thung Lam',
  'Khe Lam',
  'Đèo Lam',
]

const agencies: readonly (readonly [name: string, code: string, regime: 'state' | 'party'])[] = [
  ['Văn phòng Ủy ban nhân dân tỉnh', 'VPUB', 'state'],
  ['Sở Nội vụ', 'SNV', 'state'],
  ['Sở Tài chính', 'STC', 'state'],
  ['Sở Nông nghiệp và Môi trường', 'SNNMT', 'state'],
  ['Sở Xây dựng', 'SXD', 'state'],
  ['Sở Y tế', 'SYT', 'state'],
  ['Sở Giáo dục và Đào tạo', 'SGDĐT', 'state'],
  ['Sở Công Thương', 'SCT', 'state'],
  ['Sở Tư pháp', 'STP', 'state'],
  ['Sở Khoa học và Công nghệ', 'SKHCN', 'state'],
  ['Sở Văn hóa, Thể thao và Du lịch', 'SVHTTDL', 'state'],
  ['Sở Dân tộc và Tôn giáo', 'SDTTG', 'state'],
  ['Thanh tra tỉnh', 'TTT', 'state'],
  ['Ban Tổ chức Tỉnh ủy', 'BTCTU', 'party'],
  ['Ban Tuyên giáo và Dân vận Tỉnh ủy', 'BTGDVTU', 'party'],
  ['Ủy ban Kiểm tra Tỉnh ủy', 'UBKTTU', 'party'],
  ['Ban Nội chính Tỉnh ủy', 'BNCTU', 'party'],
  ['Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'MTTQ', 'party'],
]
const grassRoots: readonly (readonly [what: string, code: string])[] = [
  ['Trường Trung học cơ sở', 'THCS'],
  ['Trường Tiểu học', 'TH'],
  ['Trường Mầm non', 'MN'],
  ['Trạm Y tế', 'TYT'],
]

const body = (of: Partial<LoadBody> & Pick<LoadBody, 'name' | 'code' | 'level' | 'place'>): LoadBody => ({
  shortName: of.name,
  regime: 'state',
  from: BEFORE,
  to: null,
  successors: [],
  units: ['Văn phòng', 'Phòng Tổng hợp', 'Phòng Nghiệp vụ'],
  ...of,
})

/** Every body of the province, the busiest first inside its level. */
export const province: readonly LoadBody[] = [
  body({
    name: 'Ủy ban nhân dân tỉnh Lam Hà',
    shortName: 'UBND tỉnh',
    code: 'UBND',
    level: 'province',
    place: 'Lam Hà',
  }),
  body({
    name: 'Văn phòng Tỉnh ủy Lam Hà',
    shortName: 'Văn phòng Tỉnh ủy',
    code: 'VPTU',
    level: 'province',
    place: 'Lam Hà',
    regime: 'party',
  }),
  ...agencies.map(([name, code, regime]) =>
    body({ name: `${name} Lam Hà`, shortName: name, code, level: 'agency', place: 'Lam Hà', regime }),
  ),
  ...districts.map((name, i) =>
    body({
      name: `Ủy ban nhân dân huyện ${name}`,
      shortName: `UBND huyện ${name}`,
      code: 'UBND',
      level: 'district',
      place: name,
      to: LAST_DISTRICT_DAY,
      successors: communes.filter((_, k) => k % districts.length === i).map((one) => `Ủy ban nhân dân xã ${one}`),
    }),
  ),
  ...communes.map((name) =>
    body({
      name: `Ủy ban nhân dân xã ${name}`,
      shortName: `UBND xã ${name}`,
      code: 'UBND',
      level: 'commune',
      place: name,
      from: FIRST_COMMUNE_DAY,
      units: ['Văn phòng HĐND và UBND', 'Phòng Kinh tế', 'Phòng Văn hóa - Xã hội', 'Trung tâm Phục vụ hành chính công'],
    }),
  ),
  // 500 grass-roots bodies: four to a commune until there are enough
  ...grassRoots
    .flatMap(([what, code]) =>
      communes.map((name) =>
        body({ name: `${what} ${name}`, code, level: 'grass-roots', place: name, units: ['Văn phòng'] }),
      ),
    )
    .slice(0, 500),
]

/** What a level receives and sends in five years (handbook 13.2, F-3 and F-5), all its bodies together. */
export const volumes: Readonly<Record<Level, { readonly incoming: number; readonly outgoing: number }>> = {
  province: { incoming: 28_000, outgoing: 6_100 },
  agency: { incoming: 34_100, outgoing: 14_700 },
  district: { incoming: 24_000, outgoing: 11_000 },
  commune: { incoming: 26_000, outgoing: 10_000 },
  'grass-roots': { incoming: 8_000, outgoing: 3_000 },
}

/** A name of a person. */
export function personName(
  chance: Chance,
  from: { families: readonly string[]; middles: readonly string[]; givens: readonly string[] },
): string {
  return `${chance.pick(from.families)} ${chance.pick(from.middles)} ${chance.pick(from.givens)}`
}
