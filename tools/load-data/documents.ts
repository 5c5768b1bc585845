/** The documents of one body over five years, day by day. Pure: the same seed gives the same documents. */
import { Chance } from '../invented/chance.ts'
import { LAST_DISTRICT_DAY, type LoadBody, personName, province } from './province.ts'
import { families, givens, matters, means, middles, outside, type TypeWords, times, types } from './words.ts'
import { Zipf } from './zipf.ts'

export type LoadState = 'registered' | 'submitted' | 'assigned' | 'in_progress' | 'completed'

export interface LoadDocument {
  readonly direction: 'incoming' | 'outgoing'
  /** Day of arrival, or of issue. */
  readonly day: string
  readonly issuer: Sender
  readonly typeName: string
  /** The sender's own number and notation; an outgoing one's number is given by its book. */
  readonly codeNumber: string | null
  readonly codeNotation: string
  readonly issuedDate: string
  readonly subject: string
  readonly signerName: string
  readonly signerPosition: string
  readonly urgency: number
  readonly pages: number
  readonly state: LoadState
  readonly dueDate: string | null
  /** Which unit has it (index); null: nobody yet. */
  readonly unit: number | null
  /** Which officer of the unit; null: the unit itself. */
  readonly officer: number | null
  /** An outgoing one: the incoming one that it answers, by its place among the body's incoming documents; else null. */
  readonly answers: number | null
}

export interface Sender {
  readonly name: string
  readonly code: string
  readonly place: string
  readonly regime: 'state' | 'party'
}

export interface Era {
  readonly from: string
  readonly until: string
}

/** Officers of each unit. */
export const OFFICERS = 3
/** Days back from the end within which work may still be open. */
const OPEN_DAYS = 60

const typePicker = new Zipf(types, 0.9)
const matterPicker = new Zipf(matters, 1)
const timePicker = new Zipf(times, 0.8)
const meanPicker = new Zipf(means, 0.7)
const beginPickers = new Map<TypeWords, Zipf<string>>(types.map((type) => [type, new Zipf(type.begins, 1)]))
const QUARTERS = ['I', 'II', 'III', 'IV']

/** Working days (Monday to Friday) from one day to another. */
export function workingDays({ from, until }: Era): string[] {
  const days: string[] = []
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${until}T00:00:00Z`); at += 86_400_000) {
    const date = new Date(at)
    if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6) days.push(date.toISOString().slice(0, 10))
  }
  return days
}

/** Who writes to a body on a day: other bodies that stand on it, the near ones oftener, and outsiders. */
function sendersOn(self: LoadBody, isDistrictEra: boolean): Zipf<Sender> {
  const stands = (one: LoadBody): boolean =>
    one !== self && (isDistrictEra ? one.from <= LAST_DISTRICT_DAY : one.to === null)
  const near = (one: LoadBody): number =>
    (one.level === 'province' ? 0 : one.level === 'agency' ? 1 : one.level === 'grass-roots' ? 4 : 3) -
    (one.place === self.place ? 1.5 : 0)
  const others = province.filter(stands).map((one, i) => ({ one, rank: near(one) * 1000 + i }))
  const list: Sender[] = others.sort((a, b) => a.rank - b.rank).map(({ one }) => one)
  list.splice(6, 0, ...outside.map((one): Sender => ({ ...one, place: 'Lam Hà', regime: 'state' })))
  return new Zipf(list, 0.85)
}

/** A subject in the words of an office. */
export function makeSubject(chance: Chance, type: TypeWords, day: string, place: string): string {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  const time = timePicker
    .pick(chance)
    .replace('{y}', String(year))
    .replace('{z}', String(year + 1))
    .replace('{q}', QUARTERS[Math.floor((month - 1) / 3)]!)
    .replace('{m}', String(month))
    .replace('{o}', String(chance.int(1, 4)))
  const matter = matterPicker.pick(chance)
  const begin = beginPickers.get(type)!.pick(chance)
  const second = chance.happens(0.18) ? ` và ${matterPicker.pick(chance)}` : ''
  const where = chance.happens(0.7) ? ` ${meanPicker.pick(chance)} ${place}` : ''
  return `${begin} ${matter}${second}${where} ${time}`.slice(0, 490)
}

const placeOf = (body: { level?: string; place: string }, chance: Chance): string => {
  if (body.level === 'commune' || body.level === 'grass-roots' || chance.happens(0.35))
    return `xã ${body.place === 'Lam Hà' ? pickCommune(chance) : body.place}`
  return 'tỉnh Lam Hà'
}
const communePicker = new Zipf(
  province.filter((one) => one.level === 'commune').map((one) => one.place),
  0.6,
)
const pickCommune = (chance: Chance): string => communePicker.pick(chance)

/** A pool of signers for a sender: few, as in life. */
function signerOf(seed: string, sender: Sender, chance: Chance, kept: Map<string, readonly string[]>): string {
  let names = kept.get(sender.name)
  if (!names) {
    const own = new Chance(`${seed}/signers/${sender.name}`)
    names = [0, 1, 2].map(() => personName(own, { families, middles, givens }))
    kept.set(sender.name, names)
  }
  return names[chance.happens(0.5) ? 0 : chance.int(1, 2)]!
}

/**
 * Documents of a body in the order of their days.
 * @param of.incoming, of.outgoing how many of each
 */
export function* documentsOf(
  self: LoadBody,
  of: { seed: string; incoming: number; outgoing: number; era: Era },
): Generator<LoadDocument> {
  const from = lastOf(self.from, of.era.from)
  const until = self.to !== null && self.to < of.era.until ? self.to : of.era.until
  const days = workingDays({ from, until })
  if (days.length === 0) return
  const chance = new Chance(`${of.seed}/${self.name}`)
  const senders = { district: sendersOn(self, true), commune: sendersOn(self, false) }
  const signers = new Map<string, readonly string[]>()
  const openFrom = new Date(Date.parse(`${of.era.until}T00:00:00Z`) - OPEN_DAYS * 86_400_000).toISOString().slice(0, 10)
  const dayAt = (i: number, all: number): string => days[Math.floor((i * days.length) / all)]!
  const later = (day: string, n: number): string =>
    new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)
  let sent = 0

  for (let i = 0, total = of.incoming + of.outgoing, received = 0; i < total; i++) {
    // both directions run side by side through the days
    const isOutgoing =
      received >= of.incoming || (sent < of.outgoing && (sent + 1) * of.incoming <= (received + 1) * of.outgoing)
    const day = dayAt(i, total)
    const type = typePicker.pick(chance)
    const pages = 1 + Math.floor(chance.next() ** 3 * 30)
    if (isOutgoing) {
      const issuer: Sender = self
      yield {
        direction: 'outgoing',
        day,
        issuer,
        typeName: type.vi,
        codeNumber: null,
        codeNotation: notationOf(type, issuer),
        issuedDate: day,
        subject: makeSubject(chance, type, day, placeOf(self, chance)),
        signerName: signerOf(of.seed, issuer, chance, signers),
        signerPosition: chance.happens(0.5) ? 'Lãnh đạo cơ quan' : 'Cấp phó',
        urgency: chance.happens(0.04) ? 1 : 0,
        pages,
        state: 'completed',
        dueDate: null,
        unit: null,
        officer: null,
        // one in three answers something of the last weeks
        answers: received > 0 && chance.happens(0.33) ? Math.max(0, received - 1 - chance.int(0, 40)) : null,
      }
      sent++
      continue
    }
    const issuer = (day <= LAST_DISTRICT_DAY ? senders.district : senders.commune).pick(chance)
    const isLetter = type.abbreviation === null
    const hasDue = chance.happens(isLetter ? 0.5 : 0.25)
    const isRecent = day >= openFrom
    const luck = chance.next()
    // A tail stays open for longer than it may: what superiors call overdue.
    const state: LoadState = isRecent
      ? luck < 0.06
        ? 'registered'
        : luck < 0.14
          ? 'submitted'
          : luck < 0.3
            ? 'assigned'
            : luck < 0.5
              ? 'in_progress'
              : 'completed'
      : luck < 0.002
        ? 'in_progress'
        : 'completed'
    const isGiven = state !== 'registered' && state !== 'submitted'
    const unit = isGiven ? chance.int(0, self.units.length - 1) : null
    const issuedDate = later(day, -chance.int(0, 6))
    yield {
      direction: 'incoming',
      day,
      issuer,
      typeName: type.vi,
      codeNumber: String(1 + Math.floor(chance.next() ** 2 * 4000)),
      codeNotation: notationOf(type, issuer),
      issuedDate: lastOf(issuedDate, from),
      subject: makeSubject(chance, type, day, placeOf(issuer, chance)),
      signerName: signerOf(of.seed, issuer, chance, signers),
      signerPosition: chance.happens(0.5) ? 'Lãnh đạo cơ quan' : 'Cấp phó',
      urgency: chance.happens(0.02) ? 2 : chance.happens(0.06) ? 1 : 0,
      pages,
      state,
      // a deadline comes with the direction
      dueDate: hasDue && isGiven ? later(day, chance.int(5, 30)) : null,
      unit,
      officer: unit !== null && chance.happens(0.7) ? chance.int(0, OFFICERS - 1) : null,
      answers: null,
    }
    received++
  }
}

/** The later of two days. */
const lastOf = (...days: string[]): string => days.sort().at(-1)!

function notationOf(type: TypeWords, issuer: Sender): string {
  // Party symbols part number and notation by a dash: its notation holds the slash (handbook 4.3).
  if (issuer.regime === 'party') return `${type.abbreviation ?? 'CV'}/${issuer.code}`
  return type.abbreviation === null ? `${issuer.code}-VP` : `${type.abbreviation}-${issuer.code}`
}
