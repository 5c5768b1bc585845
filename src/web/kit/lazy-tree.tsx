import { useInfiniteQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import styles from './lazy-tree.module.css'

export interface LazyNode {
  readonly id: string
  readonly label: ReactNode
  readonly note?: string | null
  /** Something lies in it that can be opened. */
  readonly isParent: boolean
}

export interface LazyTreeProps {
  readonly label: string
  /** The key of a level's query. */
  readonly levelKey: (parent: string | null) => readonly unknown[]
  /** One page of what lies in a node; null: the top. */
  readonly load: (
    parent: string | null,
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<{ nodes: readonly LazyNode[]; next: string | null }>
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
  /** Opened at first: the way down to what is chosen. */
  readonly opened: readonly string[]
}

/**
 * A tree of any size: a level is read when it is opened, page by page. Arrows move, right opens, left closes or goes up,
 * Enter chooses.
 */
export function LazyTree(props: LazyTreeProps) {
  const tree = useRef<HTMLDivElement>(null)
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const isOpen = (id: string) => toggled.get(id) ?? props.opened.includes(id)
  const toggle = (id: string, open: boolean) => setToggled(new Map([...toggled, [id, open]]))
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const here = (event.target as HTMLElement).closest<HTMLElement>('[role=treeitem]')
    const all = [...(tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]') ?? [])]
    const at = here ? all.indexOf(here) : -1
    if (!here || at < 0) return
    const id = here.dataset['node']!
    const level = Number(here.getAttribute('aria-level'))
    const state = here.getAttribute('aria-expanded')
    if (event.key === 'ArrowDown') all[at + 1]?.focus()
    else if (event.key === 'ArrowUp') all[at - 1]?.focus()
    else if (event.key === 'Home') all[0]?.focus()
    else if (event.key === 'End') all.at(-1)?.focus()
    else if (event.key === 'ArrowRight' && state) state === 'true' ? all[at + 1]?.focus() : toggle(id, true)
    else if (event.key === 'ArrowLeft') {
      if (state === 'true') toggle(id, false)
      else
        all
          .slice(0, at)
          .findLast((one) => Number(one.getAttribute('aria-level')) === level - 1)
          ?.focus()
    } else if ((event.key === 'Enter' || event.key === ' ') && event.target === here) props.onChoose(id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={tree} role="tree" aria-label={props.label} className={styles['tree']} onKeyDown={onKey}>
      <Level {...props} parent={null} level={1} isOpen={isOpen} toggle={toggle} />
    </div>
  )
}

function Level(
  props: LazyTreeProps & {
    parent: string | null
    level: number
    isOpen: (id: string) => boolean
    toggle: (id: string, open: boolean) => void
  },
) {
  const { t } = useTranslation()
  const { parent, level, isOpen, toggle, load, chosen, onChoose } = props
  const { data, hasNextPage, fetchNextPage, isFetching, error } = useInfiniteQuery({
    queryKey: props.levelKey(parent),
    queryFn: ({ pageParam, signal }) => load(parent, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const nodes = data?.pages.flatMap((page) => page.nodes) ?? []
  const indent = { paddingLeft: `${(level - 1) * 1.1 + 0.25}rem` }
  return (
    <>
      {nodes.map((node, i) => {
        const open = node.isParent && isOpen(node.id)
        const isReached = chosen === null ? level === 1 && i === 0 : node.id === chosen
        return (
          <div key={node.id} role="presentation">
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the tree as a whole */}
            <div
              role="treeitem"
              data-node={node.id}
              tabIndex={isReached ? 0 : -1}
              aria-level={level}
              aria-selected={node.id === chosen}
              aria-expanded={node.isParent ? open : undefined}
              className={styles['node']}
              style={indent}
              onClick={() => onChoose(node.id)}
            >
              {node.isParent ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles['twist']}
                  aria-label={t(open ? 'tree.close' : 'tree.open')}
                  onClick={(event) => {
                    event.stopPropagation()
                    toggle(node.id, !open)
                  }}
                >
                  <Icon name={open ? 'down' : 'right'} size={12} />
                </button>
              ) : (
                <span className={styles['twist']} />
              )}
              <span className={styles['text']}>
                {node.label}
                {node.note ? <small>{node.note}</small> : null}
              </span>
            </div>
            {open && level < 40 ? <Level {...props} parent={node.id} level={level + 1} /> : null}
          </div>
        )
      })}
      {hasNextPage ? (
        <button
          type="button"
          className={styles['more']}
          style={indent}
          disabled={isFetching}
          onClick={() => void fetchNextPage()}
        >
          {t('tree.more')}
        </button>
      ) : null}
      {!data && isFetching ? (
        <p className={styles['quiet']} style={indent}>
          {t('tree.loading')}
        </p>
      ) : null}
      {error ? (
        <p className={styles['quiet']} role="alert" style={indent}>
          {t('tree.failed')}
        </p>
      ) : null}
    </>
  )
}
