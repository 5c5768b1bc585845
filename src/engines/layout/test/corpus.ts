/**
 * The corpus of the format checker: correct documents of every type in several builds, every fault of the table in three of
 * them, and documents with two faults. Made from the handbook alone; shares nothing with the engine.
 */
import { type Build, buildOf, type Limits, nameOf } from './make/build.ts'
import type { Paper, RegimeName } from './make/paper.ts'
import { partyPaper } from './make/party.ts'
import { type Random, randomOf } from './make/random.ts'
import { statePaper, type Wish } from './make/state.ts'
import { typesOf } from './make/types.ts'
import { docxOf, fitting, partsOf } from './make/write.ts'
import { type Expected, type Fault, faults } from './truth/index.ts'

export interface CorpusDocument {
  name: string
  regime: RegimeName
  date: string
  type: string
  /** Faults that were put in, by name; none in a correct document. */
  faults: string[]
  /** What the build is, in a word for a report. */
  build: string
  /** The Word file; made when it is asked for. */
  readonly docx: Promise<Uint8Array>
  /** The same document without the faults. */
  twin: Paper
  /** The XML of the file's parts by name, not yet zipped; of the twin as well. */
  parts(): Record<string, string>
  twinParts(): Record<string, string>
  expected: Expected[]
  /** Findings that are neither wanted nor wrong: `component` or `component aspect`. */
  mayAlso: string[]
  paper: Paper
  axes: Build
}

const make = (regime: RegimeName, type: string, seed: string, wish?: Wish): Paper =>
  regime === 'state' ? statePaper(type, seed, wish) : partyPaper(type, seed, wish)

const correctBuilds = 4
const buildsOfFault = 3

function documentOf(name: string, paper: Paper, twin: Paper, axes: Build, wrong: Fault[]): CorpusDocument {
  const build = fitting(axes, paper)
  return {
    name,
    regime: paper.regime,
    date: paper.date,
    type: paper.type,
    faults: wrong.map((one) => one.name),
    build: nameOf(build),
    get docx() {
      return docxOf(paper, build, name)
    },
    twin,
    parts: () => partsOf(paper, build, name),
    twinParts: () => partsOf(twin, build, name),
    expected: wrong.flatMap((one) => one.expected),
    mayAlso: wrong.flatMap((one) => one.mayAlso ?? []),
    paper,
    axes: build,
  }
}

/** All documents of a seed: the same for the same seed. */
export function corpus(seed: string): CorpusDocument[] {
  const documents: CorpusDocument[] = []
  for (const regime of ['state', 'party'] as const) {
    for (const row of typesOf(regime)) {
      for (let at = 0; at < correctBuilds; at++) {
        const name = `correct-${regime}-${row.short || 'CV'}-${row.type.length}-${at}`
        const random = randomOf(seed, name)
        const wish: Wish = {
          urgency: random.chance(0.1),
          drafter: regime === 'state' && random.chance(0.08),
          contact: regime === 'state' && row.form === 'letter' && random.chance(0.5),
          circulation: regime === 'state' && random.chance(0.08),
          appendices:
            regime === 'state' && ['plan', 'decision', 'letter'].includes(row.form) && random.chance(0.25)
              ? random.whole(1, 2)
              : 0,
        }
        const paper = make(regime, row.type, `${seed}-${name}`, wish)
        documents.push(documentOf(name, paper, paper, buildOf(`${seed}-${name}`), []))
      }
    }
  }
  for (const fault of faults) {
    for (const regime of fault.regimes) {
      for (let at = 0; at < buildsOfFault; at++) documents.push(faulty(seed, fault, regime, at))
    }
  }
  documents.push(...doubles(seed, 40))
  return documents
}

function typesFor(fault: Fault, regime: RegimeName): string[] {
  return typesOf(regime)
    .filter(
      (row) => (!fault.types || fault.types.includes(row.type)) && (!fault.forms || fault.forms.includes(row.form)),
    )
    .map((row) => row.type)
}

const timely = (fault: Fault, date: string) => (!fault.from || fault.from <= date) && (!fault.to || date <= fault.to)

/** One fault in a document and a build chosen by the seed; tries others until the document has a place for it. */
function faulty(seed: string, fault: Fault, regime: RegimeName, at: number): CorpusDocument {
  const types = typesFor(fault, regime)
  const name = `${fault.name}-${regime}-${at}`
  for (let attempt = 0; attempt < 400; attempt++) {
    const key = `${seed}-${name}-${attempt}`
    const random = randomOf(key)
    const type = random.pick(types)
    const paper = make(regime, type, key, fault.wish)
    if (!timely(fault, paper.date) || !fault.apply(paper, random)) continue
    return documentOf(name, paper, make(regime, type, key, fault.wish), buildOf(key, fault.limits), [fault])
  }
  throw new Error(`no document has a place for ${name}`)
}

/** Two faults that touch different components. */
function doubles(seed: string, count: number): CorpusDocument[] {
  const found: CorpusDocument[] = []
  for (let attempt = 0; found.length < count && attempt < 5000; attempt++) {
    const key = `${seed}-two-${attempt}`
    const random = randomOf(key)
    const regime: RegimeName = random.chance(0.6) ? 'state' : 'party'
    const one = random.pick(faults.filter((fault) => fault.regimes.includes(regime)))
    const two = random.pick(faults.filter((fault) => fault.regimes.includes(regime)))
    const limits = together(one, two)
    const types = typesFor(one, regime).filter((type) => typesFor(two, regime).includes(type))
    if (!limits || types.length === 0 || !apartFrom(one, two)) continue
    const type = random.pick(types)
    const wish = { ...one.wish, ...two.wish }
    const paper = make(regime, type, key, wish)
    if (!timely(one, paper.date) || !timely(two, paper.date) || !applied(paper, random, one, two)) continue
    found.push(
      documentOf(`two-${found.length}`, paper, make(regime, type, key, wish), buildOf(key, limits), [one, two]),
    )
  }
  return found
}

const applied = (paper: Paper, random: Random, one: Fault, two: Fault) =>
  one.apply(paper, random) && two.apply(paper, random)

/** Far enough from one another that neither hides the other. */
function apartFrom(one: Fault, two: Fault): boolean {
  const broad = /everywhere|swapped|titles-in|-all$|missing|appendix|clause|point/
  const parts = (fault: Fault) =>
    new Set([...fault.expected.map((own) => own.component), ...(fault.mayAlso ?? []).map((own) => own.split(' ')[0]!)])
  return (
    !broad.test(one.name) &&
    !broad.test(two.name) &&
    parts(one).isDisjointFrom(parts(two)) &&
    !(parts(one).has('body') && parts(two).has('capitalization')) &&
    !(parts(two).has('body') && parts(one).has('capitalization'))
  )
}

function together(one: Fault, two: Fault): Limits | undefined {
  const limits: Record<string, readonly string[]> = { ...one.limits }
  for (const [axis, allowed] of Object.entries(two.limits ?? {})) {
    const both = limits[axis]?.filter((value) => (allowed as readonly string[]).includes(value)) ?? allowed
    if (both.length === 0) return undefined
    limits[axis] = both
  }
  return limits as Limits
}

export interface Finding {
  component: string
  aspect: string
}

/** Compares findings with what was expected: what was hit, missed, and said without reason. */
export function compare(document: CorpusDocument, findings: Finding[]) {
  const said = new Set(findings.map((one) => `${one.component} ${one.aspect}`))
  const missed: Expected[] = []
  let hits = 0
  for (const wanted of document.expected) {
    const words = [`${wanted.component} ${wanted.aspect}`, ...(wanted.or ?? [])]
    const heard = words.filter((word) => said.has(word))
    if (heard.length === 0) missed.push(wanted)
    else {
      hits++
      said.delete(heard[0]!)
    }
  }
  const false_ = [...said].filter(
    (word) => !document.mayAlso.includes(word) && !document.mayAlso.includes(word.split(' ')[0]!),
  )
  return { hits, missed, falseAlarms: false_ }
}
