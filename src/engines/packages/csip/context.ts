/** One METS file under examination. */
import type { Facts } from '#platform/errors/index.ts'
import type { Findings } from '../findings.ts'
import type { Said } from '../sentences.ts'
import type { PackageSource } from '../source/index.ts'
import type { Level } from '../types.ts'
import { attribute, type XmlElement } from '../xml/tree.ts'
import { type CsipVersion, levelOf, levelOfOld } from './requirements.ts'

/** Levels of requirements that a profile over CSIP sees otherwise (`CSIP88@rep`: in representations only); null: not asked for. */
export type Tolerance = Readonly<Record<string, Level | null>>

/** A file that a METS names, with what it promises of it and the requirement that each promise belongs to. */
export interface Reference {
  readonly href: string
  readonly size: string | null
  readonly checksum: string | null
  readonly checksumType: string | null
  readonly mime: string | null
  readonly rules: { readonly href: string; readonly size: string; readonly checksum: string; readonly mime: string }
}

export class MetsContext {
  readonly source: PackageSource
  readonly root: XmlElement
  /** Path of the METS file, and of the folder it describes with a slash at its end; empty for the package. */
  readonly path: string
  readonly base: string
  readonly version: CsipVersion
  readonly references: Reference[] = []
  private readonly findings: Findings
  private readonly tolerance: Tolerance

  constructor(
    source: PackageSource,
    root: XmlElement,
    path: string,
    version: CsipVersion,
    findings: Findings,
    tolerance: Tolerance,
  ) {
    this.source = source
    this.root = root
    this.path = path
    this.base = path.slice(0, path.lastIndexOf('/') + 1)
    this.version = version
    this.findings = findings
    this.tolerance = tolerance
  }

  get isRepresentation(): boolean {
    return this.base !== ''
  }

  /** A requirement that is not met, at the level that its version gives it; `softer` for what its text only recommends. */
  fault(id: string, said: Said, facts: Facts = {}, path: string = this.path, softer?: Level): void {
    const onlyHere = `${id}@rep`
    const key = this.isRepresentation && onlyHere in this.tolerance ? onlyHere : id
    const level = key in this.tolerance ? this.tolerance[key] : (softer ?? levelOf(id, this.version))
    if (level) this.findings.add(id, level, path, said, facts)
  }

  /** A requirement of 2.0.4 alone. */
  oldFault(id: string, said: Said, facts: Facts): void {
    const level = levelOfOld(this.version)
    if (level) this.fault(id, said, facts, this.path, level)
  }

  /** The attribute's value, with the fault when it is missing. */
  need(id: string, of: XmlElement, name: string): string | null {
    const value = attribute(of, name)
    if (value === null) this.fault(id, 'attributeMissing', { what: `${of.name}/@${name}`, line: of.line })
    return value
  }

  /** An attribute that must have one value. */
  fixed(id: string, of: XmlElement, name: string, expected: string): void {
    const value = attribute(of, name)
    if (value === null) this.fault(id, 'attributeMissing', { what: `${of.name}/@${name}`, line: of.line })
    else if (value !== expected)
      this.fault(id, 'attributeValue', { what: `${of.name}/@${name}`, line: of.line, found: value, expected })
  }

  /** An attribute out of a list. */
  listed(id: string, of: XmlElement, name: string, isKnown: (value: string) => boolean): string | null {
    const value = this.need(id, of, name)
    if (value !== null && !isKnown(value))
      this.fault(id, 'attributeUnknown', { what: `${of.name}/@${name}`, line: of.line, found: value })
    return value
  }

  dateTime(id: string, of: XmlElement, name: string): string | null {
    const value = this.need(id, of, name)
    if (value !== null && !isDateTime(value))
      this.fault(id, 'attributeDate', { what: `${of.name}/@${name}`, line: of.line, found: value })
    return value
  }
}

/** `xs:dateTime` of a real day and time. */
export function isDateTime(value: string): boolean {
  const found =
    /^(\d{4,})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?$/.exec(value)
  if (!found) return false
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const days = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ]
  const isTime = hour < 24 || (hour === 24 && minute === 0 && second === 0)
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1]! && isTime && minute < 60 && second < 60
}
