import { useQuery, useQueryClient } from '@tanstack/react-query'
import { operations } from '#modules/operations/contract.ts'
import { useApi } from '#web/api.ts'
import { useActing } from '#web/session.tsx'
import { type ImportDetail, imports } from '../contract.ts'

/** Client, keys of queries, and reading again. */
export function useImports() {
  const api = useApi(imports)
  const { post } = useActing()
  const queries = useQueryClient()
  return {
    api,
    post,
    key: (...parts: readonly unknown[]) => ['imports', post.id, ...parts],
    reread: () => queries.invalidateQueries({ queryKey: ['imports', post.id] }),
  }
}

export const isWorking = (state: ImportDetail['state']): boolean =>
  state === 'checking' || state === 'running' || state === 'undoing'

/** One import, read again every second while work runs on it. */
export function useImport(id: string) {
  const { api, key } = useImports()
  return useQuery({
    queryKey: key('one', id),
    queryFn: ({ signal }) => api.get({ params: { importId: id }, signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data.state) ? 1000 : false),
  })
}

/** The job behind it. */
export function useImportJob(jobId: string | null, isOn: boolean) {
  const api = useApi(operations)
  const { key } = useImports()
  const job = useQuery({
    queryKey: key('job', jobId),
    queryFn: ({ signal }) => api.job({ params: { id: jobId ?? '' }, signal }),
    enabled: jobId !== null && isOn,
    refetchInterval: isOn ? 1000 : false,
  })
  const cancel = () => api.cancelJob({ params: { id: jobId ?? '' } })
  return { job: job.data, cancel }
}
