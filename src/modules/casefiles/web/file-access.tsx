import { useQueryClient } from '@tanstack/react-query'
import { AccessBanner, AccessPart } from '#modules/records/web/access-part.tsx'
import type { AccessOf } from '#modules/records/web/use-access.ts'
import { useApi } from '#web/api.ts'
import { fileAccess } from '../access-contract.ts'

interface Named {
  readonly id: string
  readonly symbol: string
  readonly title: string
}

/** The rights on a file, for the parts that show and change them. */
function useFileAccess(file: Named): AccessOf {
  const api = useApi(fileAccess)
  const queries = useQueryClient()
  const params = { fileId: file.id }
  return {
    kind: 'file',
    id: file.id,
    about: `${file.symbol} ${file.title}`,
    read: (signal) => api.access({ params, signal }),
    ask: (body) => api.askAccess({ params, body }),
    decide: (changeId, body) => api.decideAccess({ params: { changeId }, body }),
    withdraw: (changeId) => api.withdrawAccess({ params: { changeId } }),
    readAgain: () => queries.invalidateQueries({ queryKey: ['casefiles'] }),
  }
}

export function FileBanner({ file }: { file: Named }) {
  return <AccessBanner of={useFileAccess(file)} />
}

export function FileRights({ file }: { file: Named }) {
  return <AccessPart of={useFileAccess(file)} level="h2" />
}
