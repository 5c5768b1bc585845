import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import type { OutgoingDetail } from '../contract.ts'
import { symbolWords } from './states.ts'

/** What a sheet is about: symbol, type and subject. */
export function About({ document }: { document: OutgoingDetail }) {
  return (
    <>
      <DocumentSymbol strong>{symbolWords(document)}</DocumentSymbol> <b>{document.typeName}</b> {document.subject}
    </>
  )
}
