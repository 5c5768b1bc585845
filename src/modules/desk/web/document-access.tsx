import { useQueryClient } from '@tanstack/react-query'
import type { IncomingDetail } from '#modules/incoming/contract.ts'
import { documentAccess } from '#modules/records/access-contract.ts'
import { AccessBanner, AccessPart } from '#modules/records/web/access-part.tsx'
import type { AccessOf } from '#modules/records/web/use-access.ts'
import { useApi } from '#web/api.ts'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'

/** The rights on a document, for the parts that show and change them. */
function useDocumentAccess(document: IncomingDetail): AccessOf {
  const api = useApi(documentAccess)
  const queries = useQueryClient()
  const params = { documentId: document.id }
  return {
    kind: 'document',
    id: document.id,
    about: (
      <>
        <DocumentSymbol strong>{document.symbol}</DocumentSymbol> {document.subject}
      </>
    ),
    read: (signal) => api.access({ params, signal }),
    ask: ({ withDocuments: _, ...body }) => api.askAccess({ params, body }),
    decide: (changeId, body) => api.decideAccess({ params: { changeId }, body }),
    withdraw: (changeId) => api.withdrawAccess({ params: { changeId } }),
    readAgain: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['incoming'] }),
        queries.invalidateQueries({ queryKey: ['desk'] }),
      ]),
  }
}

export function DocumentBanner({ document }: { document: IncomingDetail }) {
  return <AccessBanner of={useDocumentAccess(document)} />
}

export function DocumentRights({ document }: { document: IncomingDetail }) {
  return <AccessPart of={useDocumentAccess(document)} level="h3" />
}
