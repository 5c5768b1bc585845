import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Icon } from '#web/kit/icon.tsx'
import { type Place, storage } from '../contract.ts'
import styles from './storage.module.css'
import { metresText, useStorageKey } from './use-storage.ts'

interface Shared {
  readonly chosen: string
  /** Ids that stand open from the start: the way to the chosen one. */
  readonly open: readonly string[]
  readonly onChoose: (id: string) => void
}

/** Stores and what stands in them; arrows go up and down, open and shut. */
export function PlaceTree(props: Shared & { label: string }) {
  const api = useApi(storage)
  const key = useStorageKey()
  const { data } = useQuery({ queryKey: key('places', ''), queryFn: ({ signal }) => api.places({ query: {}, signal }) })
  const move = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"] > div > button')]
    const next = all[all.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree of buttons in nested lists
    <ul role="tree" aria-label={props.label} className={styles['tree']} onKeyDown={move}>
      {data?.items.map((place) => (
        <Branch key={place.id} {...props} place={place} level={1} />
      ))}
    </ul>
  )
}

function Branch(props: Shared & { place: Place; level: number }) {
  const { place, level, chosen, onChoose } = props
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const key = useStorageKey()
  const [toggled, setToggled] = useState<boolean | null>(null)
  const isOpen = place.children > 0 && (toggled ?? props.open.includes(place.id))
  const { data } = useQuery({
    queryKey: key('places', place.id),
    queryFn: ({ signal }) => api.places({ query: { parent: place.id }, signal }),
    enabled: isOpen,
  })
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <li
      role="treeitem"
      aria-selected={place.id === chosen}
      aria-level={level}
      {...(place.children > 0 ? { 'aria-expanded': isOpen } : {})}
    >
      <div
        className={place.id === chosen ? styles['chosen'] : undefined}
        style={{ paddingLeft: `${(level - 1) * 0.9 + 0.5}rem` }}
      >
        <button
          type="button"
          className={styles['node']}
          onClick={() => {
            onChoose(place.id)
            if (!isOpen) setToggled(true)
            else if (place.id === chosen) setToggled(false)
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') setToggled(true)
            if (event.key === 'ArrowLeft') setToggled(false)
          }}
        >
          <span className={styles['fold']}>
            {place.children > 0 ? <Icon name={isOpen ? 'down' : 'right'} /> : null}
          </span>
          <span className={styles['name']}>
            <b>{place.label}</b> {place.name}
          </span>
          <small title={t('usedOf', { used: metresText(place.used), metres: metresText(place.metres) })}>
            {metresText(place.used)}/{metresText(place.metres)} m
          </small>
        </button>
      </div>
      {isOpen && data ? (
        // biome-ignore lint/a11y/useSemanticElements: a group of a tree
        <ul role="group">
          {data.items.map((child) => (
            <Branch key={child.id} {...props} place={child} level={level + 1} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}
