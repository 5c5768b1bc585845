import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError, useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { EmptyState } from '#web/kit/empty-state.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { FileViewer } from '#web/kit/file-viewer.tsx'
import { formatInstant } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { isComposing } from '#web/kit/shortcut-gate.ts'
import { usePhone } from '#web/kit/use-phone.ts'
import { useActing } from '#web/session.tsx'
import { type OutgoingDetail, outgoing } from '../contract.ts'
import {
  contentOf,
  forgetWriting,
  type KeptWriting,
  keepWriting,
  keptWriting,
  missing,
  type Writing,
  writingOf,
} from './draft-content.ts'
import { BlockEditor } from './editor.tsx'
import { lastWritten } from './states.ts'
import { useDocument, useOutgoingKey, useStep } from './use-outgoing.ts'
import styles from './write.module.css'
import { MoreParts } from './write-parts.tsx'

/** Writing in the product: the text in blocks on the left, the pages of the last saved version on the right. */
export default function WritePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const key = useOutgoingKey()
  const { data: document, error, refetch } = useDocument(id)
  // The newest version written here is gone on with, also when a file came in after it.
  const no = document ? (lastWritten(document) ?? undefined) : undefined
  const content = useQuery({
    queryKey: key('content', id, no ?? 0),
    queryFn: ({ signal }) => api.content({ params: { documentId: id }, query: no ? { no } : {}, signal }),
    enabled: document !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!document || !content.data)
    return (
      <div className={styles['pad']}>
        {error || content.error ? (
          <ErrorNote fault={error ?? content.error} onRetry={() => void (error ? refetch() : content.refetch())} />
        ) : (
          t('loading')
        )}
      </div>
    )
  return <Write key={id} document={document} saved={content.data.content} isTemplate={content.data.isTemplate} />
}

function Write(props: { document: OutgoingDetail; saved: Record<string, unknown>; isTemplate: boolean }) {
  const { t } = useTranslation('outgoing')
  const { document } = props
  const api = useApi(outgoing)
  const fileUrl = useFileUrl()
  const go = useGo()
  const step = useStep()
  const isPhone = usePhone()
  const { post } = useActing()
  const [restored, setRestored] = useState<KeptWriting | null>(() => keptWriting(post.id, document.id))
  const [writing, setWriting] = useState<Writing>(() => restored?.writing ?? writingOf(props.saved))
  /** Another number makes the editors anew: their text comes from outside. */
  const [round, setRound] = useState(0)
  const [isDirty, setDirty] = useState(restored !== null)
  const [shownNo, setShownNo] = useState(lastWritten(document) ?? document.latestVersion)
  const [fault, setFault] = useState<unknown>(null)
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [fromNo, setFromNo] = useState(restored?.fromNo ?? document.latestVersion)
  const lacks = missing(writing)

  const put = (change: Partial<Writing>) => {
    const next = { ...writing, ...change }
    setWriting(next)
    setDirty(true)
    keepWriting(post.id, document.id, { writing: next, fromNo, at: new Date().toISOString() })
  }
  const discard = () => {
    forgetWriting(post.id, document.id)
    setWriting(writingOf(props.saved))
    setDirty(false)
    setRestored(null)
    setRound(round + 1)
  }
  const save = async () => {
    setTried(true)
    if (isBusy || lacks) return
    setBusy(true)
    setFault(null)
    try {
      const made = await step(
        () =>
          api.write({
            params: { documentId: document.id },
            body: { version: document.version, content: contentOf(writing) },
          }),
        (answer) => t('done.write', { no: answer.no }),
      )
      forgetWriting(post.id, document.id)
      setDirty(false)
      setRestored(null)
      setTried(false)
      setShownNo(made.no)
      setFromNo(made.no)
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (isComposing(event) || event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void latest.current()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])

  const mayWrite = document.abilities.includes('addVersion')
  const shown = document.versions.find((one) => one.no === shownNo)
  return (
    <div className={styles['page']}>
      <PageHead title={document.typeName} facts={document.subject}>
        <Button onClick={() => go(`outgoing/${document.id}`)}>{t('editor.back')}</Button>
        <Button kind="main" keys="Ctrl+S" busy={isBusy} disabled={!mayWrite} onClick={() => void save()}>
          {t('editor.save')}
        </Button>
      </PageHead>
      <div className={styles['told']} aria-live="polite">
        {restored && isDirty ? (
          <p>
            {t('editor.restored', { at: formatInstant(restored.at) })}{' '}
            <button type="button" onClick={discard}>
              {t('editor.discard')}
            </button>
          </p>
        ) : null}
        {document.latestVersion > fromNo ? <p>{t('editor.newer', { no: document.latestVersion })}</p> : null}
        {isTried && lacks ? <p className={styles['lacks']}>{t(`editor.${lacks}`)}</p> : null}
        <ErrorNote fault={fault} />
      </div>
      <div className={styles['both']}>
        <div className={styles['writing']}>
          <MoreParts
            writing={writing}
            onChange={put}
            document={document}
            round={round}
            lacks={fault instanceof ProblemError ? Object.keys(fault.fields) : []}
          >
            <BlockEditor
              key={round}
              label={t('editor.body')}
              initial={writing.body}
              onChange={(body) => put({ body })}
              autoFocus
            />
          </MoreParts>
          <p className={styles['foot']}>
            {isDirty ? t('editor.unsaved') : shownNo > 0 ? t('editor.saved', { no: shownNo }) : ''}
            <small>{t('editor.keys')}</small>
          </p>
        </div>
        {isPhone ? null : (
          <div className={styles['pages']}>
            {shown ? (
              <FileViewer
                file={{
                  url: fileUrl(outgoing.pages, {
                    params: { documentId: document.id, no: shown.no },
                    query: { format: 'pdf' },
                  }),
                  kind: 'pdf',
                  name: t('page.version', { no: shown.no }),
                }}
                thumbnails={false}
                label={t('editor.preview')}
              />
            ) : (
              <EmptyState title={t('editor.noPreview')} hint={t('editor.noPreviewHint')} />
            )}
          </div>
        )}
      </div>
    </div>
  )
}
