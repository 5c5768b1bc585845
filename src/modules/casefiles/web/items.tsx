import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DocumentSymbol } from '#web/kit/document-symbol.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { formatDate } from '#web/kit/format.ts'
import { PostLink } from '#web/kit/post-link.tsx'
import { casefiles, type Item } from '../contract.ts'
import type { FileDetail } from './file-page.tsx'
import styles from './files.module.css'
import { ItemSheet } from './item-sheet.tsx'
import { useStep } from './use-files.ts'

/** What lies in the file, in its order; a press shows its pages, the pencil changes its place, leaves and note. */
export function Items(props: { detail: FileDetail; shownId: string | null; onShow: (componentId: string) => void }) {
  const { t } = useTranslation('casefiles')
  const api = useApi(casefiles)
  const step = useStep()
  const { file, items, abilities } = props.detail
  const [changing, setChanging] = useState<Item | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  const move = async (item: Item, to: 'up' | 'down') => {
    setFault(null)
    try {
      await step(
        () => api.changeItem({ params: { fileId: file.id, documentId: item.documentId }, body: { move: to } }),
        t('items.moved'),
      )
    } catch (cause) {
      setFault(cause)
    }
  }
  if (items.length === 0)
    return (
      <EmptyState title={t('items.empty')} hint={t('items.emptyHint')}>
        <PostLink to="files/unfiled">{t('unfiled.title')}</PostLink>
      </EmptyState>
    )
  return (
    <>
      {fault ? <ErrorNote fault={fault} /> : null}
      <ol className={styles['items']}>
        {items.map((item, i) => (
          <li
            key={item.documentId}
            {...(item.files.some((one) => one.id === props.shownId) ? { className: styles['shown'] } : {})}
          >
            <span className={styles['no']}>{i + 1}</span>
            <span className={styles['what']}>
              {item.isHidden ? (
                <i>{t('items.hidden')}</i>
              ) : (
                <>
                  <span>
                    {item.symbol ? (
                      <PostLink
                        to={
                          item.direction === 'outgoing' ? `outgoing/${item.documentId}` : `incoming/${item.documentId}`
                        }
                      >
                        <DocumentSymbol strong>{item.symbol}</DocumentSymbol>
                      </PostLink>
                    ) : item.how === 'loose' ? null : (
                      <PostLink
                        to={
                          item.direction === 'outgoing' ? `outgoing/${item.documentId}` : `incoming/${item.documentId}`
                        }
                      >
                        {t('items.open')}
                      </PostLink>
                    )}{' '}
                    <b>{item.typeName}</b> {item.subject}
                  </span>
                  <small>
                    {[
                      formatDate(item.issuedDate),
                      item.issuerName,
                      item.pages ? t('items.pages', { count: item.pages }) : null,
                      item.sheets ? t('items.sheets', { count: item.sheets }) : null,
                      item.how === 'thread' ? t('items.thread') : item.how === 'loose' ? t('items.loose') : null,
                      item.note,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                  {item.files.length > 0 ? (
                    <span className={styles['links']}>
                      {item.files.map((one) => (
                        <button
                          key={one.id}
                          type="button"
                          className={styles['link']}
                          aria-pressed={one.id === props.shownId}
                          onClick={() => props.onShow(one.id)}
                        >
                          {one.fileName}
                        </button>
                      ))}
                    </span>
                  ) : null}
                </>
              )}
            </span>
            {abilities.fill ? (
              <span className={styles['tools']}>
                <Button kind="quiet" icon="up" iconOnly disabled={i === 0} onClick={() => void move(item, 'up')}>
                  {t('items.up')}
                </Button>
                <Button
                  kind="quiet"
                  icon="down"
                  iconOnly
                  disabled={i === items.length - 1}
                  onClick={() => void move(item, 'down')}
                >
                  {t('items.down')}
                </Button>
                <Button kind="quiet" icon="pencil" iconOnly onClick={() => setChanging(item)}>
                  {t('items.change')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {changing ? <ItemSheet file={file} item={changing} onClose={() => setChanging(null)} /> : null}
    </>
  )
}
