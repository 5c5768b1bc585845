/**
 * The table of known faults: each described from the handbook before any rule was written, with the one finding that it gives.
 * `component` and `aspect` are the words of the command line's contract.
 */
import type { Limits } from '../make/build.ts'
import type { Look, Paper, Para, Part, RegimeName } from '../make/paper.ts'
import { inPart, isPara } from '../make/paper.ts'
import type { Random } from '../make/random.ts'
import type { Wish } from '../make/state.ts'

export interface Expected {
  component: string
  aspect: string
  /** Other words for the same finding, where neither handbook nor contract settles which: `component aspect`. */
  or?: string[]
}

export interface Fault {
  name: string
  regimes: RegimeName[]
  /** What is wrong, and the rule that it breaks. */
  rule: string
  expected: Expected[]
  /** What a checker may say besides without being wrong, because the one change touches it too: `component` or `component aspect`. */
  mayAlso?: string[]
  severity?: 'error' | 'warning'
  /** Document types it can stand in; none means all. */
  types?: string[]
  forms?: Paper['form'][]
  limits?: Limits
  wish?: Wish
  /** Days on which it is a fault. */
  from?: string
  to?: string
  /** Makes the fault; false where this document has no place for it. */
  apply(paper: Paper, random: Random): boolean
}

export const state: RegimeName[] = ['state']
export const party: RegimeName[] = ['party']
export const both: RegimeName[] = ['state', 'party']

export const at = (component: string, aspect: string, ...or: string[]): Expected[] => [
  {
    component,
    aspect,
    ...(or.length ? { or: or.map((one) => (one.includes(' ') ? one : `${component} ${one}`)) } : {}),
  },
]

/** A heading where each paragraph has its own place: alignment and spacing cannot be told between tabs. */
export const apart: Limits = { header: ['table', 'rows', 'two-tables', 'merged', 'boxes'], joined: ['no'] }
export const signedApart: Limits = { signature: ['table', 'rows', 'boxes'], joined: ['no'] }

/** Changes every paragraph of a part; false if there is none. */
export function each(...parts: Part[]) {
  return (change: (para: Para) => void) => (paper: Paper) => {
    const found = inPart(paper, ...parts)
    for (const one of found) change(one)
    return found.length > 0
  }
}

/** Changes one paragraph of the main text. */
export function one(part: Part, change: (para: Para, random: Random) => boolean | undefined) {
  return (paper: Paper, random: Random) => {
    const found = random.shuffle(
      paper.main.filter(isPara).filter((para) => para.part === part && para.runs[0]!.text.length > 30),
    )
    const chosen = found[0]
    return chosen ? change(chosen, random) !== false : false
  }
}

export const look = (para: Para, change: Partial<Look>) => {
  for (const run of para.runs) Object.assign(run, change)
}

/** Replaces words of the part; false where nothing was replaced. */
export function reword(part: Part, from: RegExp | string, to: string | ((found: string) => string)) {
  return (paper: Paper) => {
    let changed = false
    for (const para of inPart(paper, part)) {
      for (const run of para.runs) {
        const text = typeof to === 'string' ? run.text.replace(from, to) : run.text.replace(from, to)
        changed ||= text !== run.text
        run.text = text
      }
    }
    return changed
  }
}

/** Takes a part away. */
export function without(...parts: Part[]) {
  return (paper: Paper) => {
    const before = inPart(paper, ...parts).length
    const keep = (para: { part: string }) => !(parts as string[]).includes(para.part)
    for (const name of ['bodies', 'titles', 'numbers', 'dates', 'main', 'signLeft', 'signRight', 'tail'] as const) {
      const list = paper[name] as { part: string }[]
      paper[name] = list.filter(keep) as never
    }
    return before > 0
  }
}

export const sentenceCase = (text: string) => text.charAt(0) + text.slice(1).toLowerCase()
