import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type View, views } from '#modules/desk/views-contract.ts'
import { useApi } from '../api.ts'
import { useActingOrNull } from '../session.tsx'

export type SavedView = View

/** The saved views of a list, of the acting post, kept on the server. Every change reads them again. */
export function useSavedViews(list: string): {
  /** Undefined until they are known. */
  views: readonly SavedView[] | undefined
  save: (name: string, search: Readonly<Record<string, string>>) => Promise<void>
  change: (view: SavedView) => Promise<void>
  remove: (id: string) => Promise<void>
  /** Saves a removed view again, the usual one as the usual one. */
  restore: (view: SavedView) => Promise<void>
} {
  const api = useApi(views)
  const queries = useQueryClient()
  const post = useActingOrNull()?.post.id
  const queryKey = ['views', post, list]
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.listViews({ query: { list }, signal }),
    enabled: post !== undefined,
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  })
  const then = async (work: Promise<unknown>) => {
    await work
    await queries.invalidateQueries({ queryKey })
  }
  const change = ({ id, name, search, isDefault }: SavedView) =>
    api.changeView({ params: { id }, body: { name, search, isDefault } })
  return {
    views: data?.items,
    save: (name, search) => then(api.saveView({ body: { list, name, search } })),
    change: (view) => then(change(view)),
    remove: (id) => then(api.removeView({ params: { id } })),
    restore: ({ name, search, isDefault }) =>
      then(
        api
          .saveView({ body: { list, name, search } })
          .then(({ id }) => (isDefault ? change({ id, name, search, isDefault }) : undefined)),
      ),
  }
}
