import type { Ability, OutgoingDetail } from '../contract.ts'

/** A sheet of the page: a move of the way, or a step on one opinion, one receiver. */
export interface SheetName {
  readonly name: Ability | 'replyOpinion' | 'withdrawOpinion' | 'received' | 'notDelivered' | 'setRecipients'
  /** Of the opinion or the receiver. */
  readonly id?: string
}

/** What a panel of the document's page is given. */
export interface PanelProps {
  readonly document: OutgoingDetail
  /** The version whose pages stand on the left; 0: none yet. */
  readonly shownNo: number
  readonly onShow: (no: number, page?: number) => void
  /** The finding whose place is lit on the page, by its number in the list; null: none. */
  readonly litFinding: number | null
  readonly onLight: (finding: number | null) => void
  readonly onSheet: (sheet: SheetName) => void
}

/** What every sheet of a move is given. */
export interface MoveProps {
  readonly document: OutgoingDetail
  /** Of the opinion or the receiver; '' for a move of the document. */
  readonly id: string
  readonly onClose: () => void
}
