/** Copies as the screens and books show them. */
import type { Copy } from './contract.ts'
import type { CopyRow } from './store.ts'

const WORDS: Readonly<Record<Copy['form'], string>> = {
  'sao-y': 'Sao y',
  'sao-luc': 'Sao lục',
  'trich-sao': 'Trích sao',
}
export const formWords = (form: Copy['form']): string => WORDS[form]

export function copyView(row: CopyRow): Copy {
  return {
    id: row.id,
    documentId: row.document_id,
    form: row.form,
    way: row.way,
    symbol: row.symbol,
    madeOn: row.made_on,
    askedBy: row.asked_by,
    amount: row.amount,
    recipients: row.recipients,
    note: row.note,
    signer: row.signer.name,
    signerTitle: row.signer_title,
    extract: row.extract,
    madeByName: row.made_by_name,
    madeAt: row.made_at.toISOString(),
    componentId: row.component_id,
    voidReason: row.void_reason,
  }
}
