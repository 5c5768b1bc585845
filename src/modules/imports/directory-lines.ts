/** Lines of directory lists as bodies and posts: words to codes, before anything is looked up. Pure. */
import { createHash } from 'node:crypto'
import { fold } from '#engines/vn-text/index.ts'
import type { ImportedBody } from '#modules/people/index.ts'
import type { RuleSet } from '#regimes/index.ts'
import type { Reading } from './mapping.ts'
import type { Fault } from './sentences.ts'

type Kind = ImportedBody['kind']
type Level = ImportedBody['level']

const KINDS: readonly (readonly [Kind, string, readonly string[]])[] = [
  ['party', 'Đảng', ['dang', 'khoi dang', 'co quan dang', 'party']],
  [
    'state',
    'Nhà nước',
    ['nha nuoc', 'chinh quyen', 'khoi chinh quyen', 'khoi nha nuoc', 'hanh chinh', 'su nghiep', 'state'],
  ],
  ['mass', 'Mặt trận, đoàn thể', ['mat tran doan the', 'mat tran', 'doan the', 'mttq', 'hoi', 'khoi doan the', 'mass']],
  ['enterprise', 'Doanh nghiệp', ['doanh nghiep', 'khoi doanh nghiep', 'cong ty', 'enterprise']],
  ['vertical', 'Ngành dọc', ['nganh doc', 'trung uong dong tren dia ban', 'vertical']],
]
const LEVELS: readonly (readonly [Level, string, readonly string[]])[] = [
  ['central', 'Trung ương', ['trung uong', 'tw', 'central']],
  ['province', 'Tỉnh', ['tinh', 'cap tinh', 'thanh pho', 'tinh thanh pho', 'province']],
  ['district', 'Huyện', ['huyen', 'cap huyen', 'quan', 'thi xa', 'district']],
  ['commune', 'Xã', ['xa', 'cap xa', 'phuong', 'dac khu', 'xa phuong', 'commune']],
  ['grassroots', 'Cơ sở', ['co so', 'cap co so', 'don vi co so', 'grassroots']],
]
export const kindWord = (kind: Kind): string => KINDS.find(([id]) => id === kind)![1]
export const levelWord = (level: Level): string => LEVELS.find(([id]) => id === level)![1]

const plain = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

function wordOf<T extends string>(
  list: readonly (readonly [T, string, readonly string[]])[],
  field: string,
  value: string | undefined,
  faults: Fault[],
): T | null {
  if (value === undefined) return null
  const found = list.find(([id, , names]) => id === value || names.includes(plain(value)))
  if (found) return found[0]
  faults.push({ check: 'word-unknown', field, facts: { value, list: list.map(([, vi]) => vi).join(', ') } })
  return null
}

/** What a name says of the branch; most bodies of a province are the State's. */
function kindByName(name: string): Kind {
  const words = plain(name)
  if (
    /^(?:trung uong dang|tinh uy|thanh uy|huyen uy|quan uy|thi uy|dang uy|dang bo|chi bo)\b|\b(?:tinh uy|thanh uy|huyen uy|dang uy)\b/.test(
      words,
    )
  )
    return 'party'
  if (/^(?:uy ban )?mat tran to quoc|^(?:hoi|doan|lien doan|lien hiep|cong doan)\b/.test(words)) return 'mass'
  return 'state'
}

const isFullDay = (value: string | undefined): value is string => value?.length === 10

const split = (text: string | undefined, by: RegExp): string[] =>
  (text ?? '')
    .split(by)
    .map((one) => one.trim())
    .filter(Boolean)

const digest = (...what: unknown[]): string => createHash('md5').update(JSON.stringify(what)).digest('base64')

/** A body as its line has it; what hangs on the directory is still in words. */
export interface BodyLine {
  readonly key: string
  readonly content: string
  readonly name: string
  readonly organId: string | null
  readonly parent: string | null
  readonly kind: Kind
  /** Null: that of the superior. */
  readonly level: Level | null
  readonly rest: Pick<
    ImportedBody,
    'shortName' | 'abbreviation' | 'place' | 'address' | 'phone' | 'foundedOn' | 'basis'
  >
  readonly end: { readonly lastDay: string; readonly successors: readonly string[]; readonly basis: string } | null
}

// The form of a code after QĐ 20/2020/QĐ-TTg is the directory's to judge again; here it tells a slip early.
const CODE = /^[A-Z]\d{2}(\.\d{1,3})*$/

/** @param today days after it are no past */
export function bodyLine({ values: v, faults }: Reading, today: string): BodyLine | null {
  const name = v['name']
  if (name === undefined) return null
  const organId = v['organId']?.toUpperCase() ?? null
  if (organId && !CODE.test(organId))
    faults.push({ check: 'code-invalid', field: 'organId', facts: { value: organId } })
  const kind = wordOf(KINDS, 'kind', v['kind'], faults) ?? kindByName(name)
  if (v['kind'] === undefined) faults.push({ check: 'guessed', field: 'kind', facts: { value: kindWord(kind) } })
  const level = wordOf(LEVELS, 'level', v['level'], faults)
  for (const field of ['foundedOn', 'dissolvedOn'])
    if (v[field] !== undefined && !isFullDay(v[field]))
      faults.push({ check: 'date-not-full', field, facts: { value: v[field]! } })
  if (isFullDay(v['foundedOn']) && v['foundedOn'] > today)
    faults.push({ check: 'future', field: 'foundedOn', facts: { value: v['foundedOn'] } })
  const lastDay = v['dissolvedOn']
  if (lastDay !== undefined && !v['endBasis'])
    faults.push({ check: 'end-basis-missing', field: 'endBasis', facts: { value: lastDay } })
  if (isFullDay(lastDay) && isFullDay(v['foundedOn']) && lastDay < v['foundedOn'])
    faults.push({ check: 'date-unreadable', field: 'dissolvedOn', facts: { value: lastDay } })
  const rest = {
    shortName: v['shortName'] ?? null,
    abbreviation: v['abbreviation'] ?? null,
    place: v['place'] ?? null,
    address: v['address'] ?? null,
    phone: v['phone'] ?? null,
    foundedOn: isFullDay(v['foundedOn']) ? v['foundedOn'] : null,
    basis: v['basis'] ?? null,
  }
  const parent = v['parent'] ?? null
  const end = isFullDay(lastDay)
    ? { lastDay, successors: split(v['successors'], /;/), basis: v['endBasis'] ?? '' }
    : null
  const key = organId ? `id:${organId}` : `name:${plain(name)}|${plain(parent ?? '')}`
  return {
    key,
    content: digest(name, organId, parent, kind, level, rest, end),
    name,
    organId,
    parent,
    kind,
    level,
    rest,
    end,
  }
}

/** A post as its line has it. */
export interface StaffLine {
  readonly key: string
  readonly content: string
  /** Null: the importing organisation itself. */
  readonly organization: string | null
  readonly units: readonly string[]
  readonly fullName: string
  readonly title: string
  readonly roleWords: readonly string[]
  readonly email: string | null
  readonly phone: string | null
  readonly from: string | null
}

export function staffLine({ values: v, faults }: Reading): StaffLine | null {
  const fullName = v['fullName']
  const title = v['title']
  if (fullName === undefined || title === undefined) return null
  if (v['from'] !== undefined && !isFullDay(v['from']))
    faults.push({ check: 'date-not-full', field: 'from', facts: { value: v['from'] } })
  const email = v['email'] ?? null
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    faults.push({ check: 'word-unknown', field: 'email', facts: { value: email, list: 'ten@co-quan.gov.vn' } })
  const organization = v['organization'] ?? null
  const units = split(v['unit'], />/)
  const roleWords = split(v['roles'], /;/)
  if (roleWords.length === 0) faults.push({ check: 'roles-none', field: 'roles' })
  const phone = v['phone'] ?? null
  const from = isFullDay(v['from']) ? v['from'] : null
  const key = [organization ?? '', fullName, title].map(plain).join('|').slice(0, 800)
  return {
    key,
    content: digest(organization, units, fullName, title, roleWords, email, phone, from),
    organization,
    units,
    fullName,
    title,
    roleWords,
    email,
    phone,
    from,
  }
}

/** Roles by their names in either language or by id. @returns ids, or the first word that names none */
export function rolesOf(rules: RuleSet, words: readonly string[]): readonly string[] | { readonly unknown: string } {
  const ids: string[] = []
  for (const word of words) {
    const role = rules.roles.find(
      (one) => one.id === word || plain(one.vi) === plain(word) || plain(one.en) === plain(word),
    )
    if (!role || role.isIsolatedOnly) return { unknown: word }
    ids.push(role.id)
  }
  return ids
}
