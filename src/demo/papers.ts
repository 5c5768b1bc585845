/** Papers that arrive: invented documents with the days, issuers and numbers that the story needs, and their files. */
import type { EntryFields } from '#modules/incoming/contract.ts'
import { documentType, type RuleSet } from '#regimes/index.ts'
import { Chance } from '../../tools/invented/chance.ts'
import { type Draft, makeDraft } from '../../tools/invented/draft.ts'
import type { InventedFile, Kind } from '../../tools/invented/index.ts'
import type { Presses } from './press.ts'

export interface Paper {
  readonly fields: EntryFields
  readonly isFromParty: boolean
  /** Being made beside; whoever files the paper waits for them. */
  readonly files: Promise<readonly InventedFile[]>
}

/** What scanners and e-mail bring: mostly files that are quick to read, some pictures of paper. */
const KINDS: readonly Kind[] = [
  'digital',
  'scan-text',
  'digital',
  'docx',
  'scan-text',
  'digital',
  'scan',
  'bundle',
  'digital',
  'image',
]
const URGENCY: Record<string, number> = { Khẩn: 1, 'Thượng khẩn': 2, 'Hỏa tốc': 3 }

/** Makes papers for one body; each has its own chance, so the tenth is the same however many are made. */
export class PaperMill {
  readonly #seed: string
  readonly #receiver: string
  readonly #regime: 'state' | 'party'
  readonly #rules: RuleSet
  readonly #presses: Presses
  readonly #known = new Set<string>()
  #count = 0

  constructor(presses: Presses, seed: string, receiver: { name: string; regime: 'state' | 'party' }, rules: RuleSet) {
    this.#presses = presses
    this.#seed = seed
    this.#receiver = receiver.name
    this.#regime = receiver.regime
    this.#rules = rules
  }

  /** @param issued day on the document @param kind of file; by default in turn @param needed day on which it must be there */
  make(issued: string, kind?: Kind, needed = issued): Paper {
    const index = this.#count++
    const seed = `${this.#seed}/${index}`
    const draft = this.#draft(new Chance(seed), issued, kind)
    const files = this.#presses.print(
      { draft, kind: kind ?? KINDS[index % KINDS.length]!, seed: `${seed}/files`, index: index + 1 },
      needed,
    )
    const type = documentType(this.#rules, draft.typeName)
    const fields: EntryFields = {
      typeName: type?.vi ?? draft.typeName,
      typeCode: type?.code ?? null,
      codeNumber: draft.number,
      codeNotation: draft.notation,
      issuedDate: issued,
      issuerName: draft.body.name,
      place: draft.body.place,
      subject: subjectLine(draft),
      pageAmount: 1,
      copyAmount: 1,
      signerName: draft.signer.name,
      signerPosition: draft.signer.lines.at(-1)!,
      urgency: URGENCY[draft.urgency ?? ''] ?? 0,
      toPlaces: draft.recipients.map((line) => line.replace(/^- |[;,.]$/g, '')).join('; '),
    }
    return { fields, isFromParty: draft.regime === 'party', files }
  }

  /** A draft that this body may receive: by another body, with a number that it has not given before. */
  #draft(chance: Chance, issued: string, kind: Kind | undefined): Draft {
    for (;;) {
      const regime = this.#regime === 'party' || chance.happens(0.2) ? undefined : 'state'
      const draft = makeDraft(chance, {
        until: issued,
        ...(regime ? { regime } : {}),
        ...(kind === 'secret' ? { secrecy: 'MẬT' } : {}),
      })
      const name = `${draft.body.name} ${draft.number}/${draft.notation}`
      if (draft.body.name === this.#receiver || this.#known.has(name) || draft.date.slice(0, 4) !== issued.slice(0, 4))
        continue
      this.#known.add(name)
      draft.date = issued
      return draft
    }
  }
}

function subjectLine({ isLetter, subject, regime }: Draft): string {
  if (isLetter) return `V/v ${subject}`
  return regime === 'party' ? `Về ${subject}` : subject.charAt(0).toLocaleUpperCase('vi') + subject.slice(1)
}
