import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Component, records } from '#modules/records/contract.ts'
import { useApi, useFileUrl } from '#web/api.ts'
import type { ViewedFile } from '#web/kit/file-viewer.tsx'
import { useActing } from '#web/session.tsx'
import { type IntakeItem, intake } from '../contract.ts'

/** `units`: what waits in the trays of units, for the agency registry. */
export type TrayShelf = 'open' | 'units' | 'discarded'

/** While a file is being read the tray is asked often; otherwise now and then, for what colleagues bring. */
const BUSY_MS = 1_200
const CALM_MS = 20_000

/** The tray of the organisation and one item of it with what was read. */
export function useTray(shelf: TrayShelf) {
  const api = useApi(intake)
  const { post } = useActing()
  const queries = useQueryClient()
  const key = ['intake', post.id] as const
  const list = useQuery({
    queryKey: [...key, 'list', shelf],
    queryFn: ({ signal }) =>
      api.list({
        query: shelf === 'units' ? { state: 'open', tray: 'units' } : { state: shelf, tray: 'own' },
        signal,
      }),
    refetchInterval: (query) =>
      query.state.data?.items.some((item) => item.state === 'screening') ? BUSY_MS : CALM_MS,
  })
  const refresh = () => queries.invalidateQueries({ queryKey: key })
  /** Takes an item off the screen at once; the next answer of the server confirms it. */
  const drop = (id: string) =>
    queries.setQueryData<{ items: IntakeItem[] }>([...key, 'list', shelf], (now) =>
      now ? { items: now.items.filter((item) => item.id !== id) } : now,
    )
  return { api, key, list, items: list.data?.items ?? noItems, refresh, drop }
}

const noItems: readonly IntakeItem[] = []

/** One item with its suggestion and duplicates; read anew when its version moves. */
export function useTrayItem(item: IntakeItem | undefined) {
  const api = useApi(intake)
  const { post } = useActing()
  return useQuery({
    queryKey: ['intake', post.id, 'item', item?.id, item?.version, item?.state],
    queryFn: ({ signal }) => api.get({ params: { intakeId: item?.id ?? '' }, signal }),
    enabled: item !== undefined && item.state !== 'screening',
    staleTime: 60_000,
  })
}

/** The main file of an item: what the clerk reads from. */
export function mainOf(components: readonly Component[]): Component | undefined {
  return components.find((one) => one.role === 'main') ?? components[0]
}

/** Makes what the viewer needs of a stored file. */
export function useViewed(): (component: Component | undefined) => ViewedFile | null {
  const fileUrl = useFileUrl()
  return useMemo(
    () => (component) => {
      if (!component) return null
      const url = fileUrl(records.openComponent, { params: { componentId: component.id }, query: { copy: 'view' } })
      if (!component.canView) return { url, kind: 'other', name: component.fileName }
      return { url, kind: component.mediaType.startsWith('image/') ? 'image' : 'pdf', name: component.fileName }
    },
    [fileUrl],
  )
}
