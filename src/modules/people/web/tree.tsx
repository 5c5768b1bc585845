import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '#web/kit/icon.tsx'
import styles from './people.module.css'

export interface TreeNode {
  readonly id: string
  readonly parentId: string | null
  readonly label: string
  readonly note?: string | null
  /** No longer stands: shown struck in grey, never hidden by itself. */
  readonly isEnded?: boolean
}

interface Line {
  readonly node: TreeNode
  readonly level: number
  readonly isParent: boolean
}

/**
 * A tree of any depth. Arrows move, right opens, left closes or goes up, Enter chooses. Ancestors of what is chosen are
 * open; with `openAll` (a search) everything is.
 */
export function Tree(props: {
  nodes: readonly TreeNode[]
  chosen: string | null
  onChoose: (id: string) => void
  label: string
  openAll?: boolean
}) {
  const { t } = useTranslation('people')
  const { nodes, chosen, onChoose } = props
  const list = useRef<HTMLDivElement>(null)
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [at, setAt] = useState<string | null>(chosen)

  const byId = useMemo(() => new Map(nodes.map((node) => [node.id, node])), [nodes])
  const children = useMemo(() => {
    const map = new Map<string | null, TreeNode[]>()
    for (const node of nodes) {
      const parent = node.parentId !== null && byId.has(node.parentId) ? node.parentId : null
      map.set(parent, [...(map.get(parent) ?? []), node])
    }
    return map
  }, [nodes, byId])
  const ancestors = useMemo(() => {
    const found = new Set<string>()
    for (let up = byId.get(chosen ?? '')?.parentId; up && !found.has(up); up = byId.get(up)?.parentId) found.add(up)
    return found
  }, [byId, chosen])

  const isOpen = (id: string, level: number) => props.openAll || (toggled.get(id) ?? (level === 1 || ancestors.has(id)))
  const lines: Line[] = []
  const walk = (parent: string | null, level: number) => {
    for (const node of children.get(parent) ?? []) {
      const isParent = (children.get(node.id)?.length ?? 0) > 0
      lines.push({ node, level, isParent })
      if (isParent && level < 40 && isOpen(node.id, level)) walk(node.id, level + 1)
    }
  }
  walk(null, 1)

  const toggle = (id: string, open: boolean) => setToggled(new Map([...toggled, [id, open]]))
  const focus = (id: string) => {
    setAt(id)
    list.current?.querySelector<HTMLElement>(`[data-node="${id}"]`)?.focus()
  }
  const onKey = (event: KeyboardEvent, index: number) => {
    const line = lines[index]
    if (!line) return
    const { node, level, isParent } = line
    const open = isParent && isOpen(node.id, level)
    const to = (next: Line | undefined) => next && focus(next.node.id)
    if (event.key === 'ArrowDown') to(lines[index + 1])
    else if (event.key === 'ArrowUp') to(lines[index - 1])
    else if (event.key === 'Home') to(lines[0])
    else if (event.key === 'End') to(lines.at(-1))
    else if (event.key === 'ArrowRight' && isParent) open ? to(lines[index + 1]) : toggle(node.id, true)
    else if (event.key === 'ArrowLeft') {
      if (open) toggle(node.id, false)
      else to(lines.slice(0, index).findLast((one) => one.level === level - 1))
    } else if (event.key === 'Enter' || event.key === ' ') onChoose(node.id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const focused = lines.some((line) => line.node.id === at) ? at : (lines[0]?.node.id ?? null)

  return (
    <div ref={list} role="tree" aria-label={props.label} className={styles['tree']}>
      {lines.map(({ node, level, isParent }, index) => (
        <div
          key={node.id}
          role="treeitem"
          data-node={node.id}
          tabIndex={node.id === focused ? 0 : -1}
          aria-level={level}
          aria-selected={node.id === chosen}
          aria-expanded={isParent ? isOpen(node.id, level) : undefined}
          className={styles['node']}
          data-ended={node.isEnded || undefined}
          style={{ paddingLeft: `${(level - 1) * 1.1 + 0.25}rem` }}
          onClick={() => {
            setAt(node.id)
            onChoose(node.id)
          }}
          onKeyDown={(event) => onKey(event, index)}
        >
          {isParent ? (
            <button
              type="button"
              tabIndex={-1}
              className={styles['twist']}
              aria-label={t(isOpen(node.id, level) ? 'tree.close' : 'tree.open', { name: node.label })}
              onClick={(event) => {
                event.stopPropagation()
                toggle(node.id, !isOpen(node.id, level))
              }}
            >
              <Icon name={isOpen(node.id, level) ? 'down' : 'right'} size={12} />
            </button>
          ) : (
            <span className={styles['twist']} />
          )}
          <span className={styles['nodeText']}>
            {node.label}
            {node.note ? <small>{node.note}</small> : null}
          </span>
        </div>
      ))}
    </div>
  )
}
