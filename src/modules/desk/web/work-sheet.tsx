import type { ComponentProps } from 'react'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { WorkSheet as StepSheet } from '#web/kit/work-sheet.tsx'

/** A step on an incoming document: its symbol and subject stand above the fields. */
export function WorkSheet({
  document,
  ...rest
}: Omit<ComponentProps<typeof StepSheet>, 'about'> & { document: IncomingDetail }) {
  return (
    <StepSheet
      about={
        <>
          <DocumentSymbol strong>{document.symbol}</DocumentSymbol> {document.subject}
        </>
      }
      {...rest}
    />
  )
}
