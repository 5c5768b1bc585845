import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { LazyTree } from '#web/kit/lazy-tree.tsx'
import { storage } from '../contract.ts'
import { metresText, useStorageKey } from './use-storage.ts'

/** Stores and what stands in them, with the metres that are used. */
export function PlaceTree(props: {
  readonly label: string
  readonly chosen: string
  /** Ids that stand open from the start: the way to the chosen one. */
  readonly opened: readonly string[]
  readonly onChoose: (id: string) => void
}) {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const key = useStorageKey()
  return (
    <LazyTree
      label={props.label}
      chosen={props.chosen || null}
      opened={props.opened}
      onChoose={props.onChoose}
      levelKey={(parent) => key('tree', parent ?? '')}
      load={async (parent, _cursor, signal) => {
        const { items } = await api.places({ query: parent ? { parent } : {}, signal })
        return {
          next: null,
          nodes: items.map((place) => ({
            id: place.id,
            isParent: place.children > 0,
            label: (
              <>
                <b>{place.label}</b> {place.name}
              </>
            ),
            note: t('usedOf', { used: metresText(place.used), metres: metresText(place.metres) }),
          })),
        }
      }}
    />
  )
}
