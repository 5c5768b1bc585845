import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { dayOf } from '#web/kit/format.ts'
import { PageHead } from '#web/kit/page-head.tsx'
import { useGo } from '#web/kit/post-link.tsx'
import { isComposing } from '#web/kit/shortcut-gate.ts'
import { useKept } from '#web/kit/use-kept.ts'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { type FollowKind, followKinds, outgoing, type PaperFields } from '../contract.ts'
import styles from './draft.module.css'
import { DraftFields } from './draft-fields.tsx'
import { type DraftForm, draftForReply, draftToFollow, emptyDraft, faultsOf, fieldsOf } from './draft-form.ts'
import { replyFacts } from './reply.ts'
import { useOutgoingKey, useStep } from './use-outgoing.ts'

interface Kept {
  readonly form: DraftForm
  /** One draft however often it is sent. */
  readonly requestKey: string
}

/** Two sendings of one form share it; not a secret. */
const newKey = (): string => `draft-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`

interface Following {
  readonly documentId: string
  readonly kind: FollowKind
  /** Of the earlier document. */
  readonly name: string
  readonly fields: PaperFields
}

function begin(replies: string, following: Following | null): Kept {
  if (following) return { form: draftToFollow(following.fields), requestKey: newKey() }

  const facts = replies ? replyFacts(replies) : null
  const form = facts
    ? draftForReply(facts, dayOf(new Date()))
    : replies
      ? { ...emptyDraft, repliesTo: [{ id: replies, name: '…' }] }
      : emptyDraft
  return { form, requestKey: newKey() }
}

/** A new draft: what it is, who signs, where it goes; then it is written here or comes as a file. */
export default function NewPage() {
  const [url] = useUrlState({ replies: '', follows: '', kind: '' })
  const kind = followKinds.find((one) => one === url.kind)
  if (url.follows && kind) return <NewFollower key={`${url.follows} ${kind}`} documentId={url.follows} kind={kind} />
  return <NewDraft key={url.replies} replies={url.replies} following={null} />
}

/** What corrects, amends, replaces or annuls an issued document begins with what the server makes of it. */
function NewFollower({ documentId, kind }: { documentId: string; kind: FollowKind }) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const key = useOutgoingKey()
  const { data, error, refetch } = useQuery({
    queryKey: key('follow', documentId, kind),
    queryFn: ({ signal }) => api.follow({ params: { documentId }, query: { kind }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) return <ErrorNote fault={error} onRetry={() => void refetch()} />
  return data ? <NewDraft replies="" following={{ ...data, documentId, kind }} /> : <p>{t('loading')}</p>
}

function NewDraft({ replies, following }: { replies: string; following: Following | null }) {
  const { t } = useTranslation('outgoing')
  const api = useApi(outgoing)
  const go = useGo()
  const step = useStep()
  const [initial] = useState(() => begin(replies, following))
  const [kept, setKept, keeping] = useKept<Kept>(
    `outgoing.new.${following ? `${following.documentId}.${following.kind}` : replies}`,
    initial,
  )
  const [isTried, setTried] = useState(false)
  const [busy, setBusy] = useState<'write' | 'upload' | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const faults = faultsOf(kept.form)
  const create = async (then: 'write' | 'upload') => {
    setTried(true)
    const [wrong] = Object.keys(faults)
    if (wrong) return document.querySelector<HTMLElement>(`[name="${wrong.split('.')[0]}"]`)?.focus()
    if (busy) return
    setBusy(then)
    setProblem(null)
    try {
      const made = await step(
        () =>
          api.create({
            body: {
              fields: fieldsOf(kept.form),
              repliesTo: kept.form.repliesTo.map((one) => one.id),
              relation: following ? { kind: following.kind, documentId: following.documentId } : null,
              requestKey: kept.requestKey,
            },
          }),
        t('done.create'),
      )
      keeping.forget()
      if (then === 'write') go(`outgoing/${made.id}/write`)
      else go(`outgoing/${made.id}`, { part: 'versions' })
    } catch (cause) {
      setProblem(cause)
    } finally {
      setBusy(null)
    }
  }
  useShortcuts([{ keys: 'Escape', label: t('new.back'), quiet: true, run: () => go('outgoing') }])
  return (
    <div className={styles['page']}>
      <PageHead title={t('new.title')} />
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void create('write')
        }}
      >
        {following ? (
          <p className={styles['kept']}>
            {t(`follow.${following.kind}.title`)}: <b>{following.name}</b>. {t(`follow.${following.kind}.type`)}
          </p>
        ) : null}
        {keeping.isRestored ? (
          <p className={styles['kept']} role="status">
            {t('shell:form.kept')}{' '}
            <button type="button" onClick={keeping.discard}>
              {t('shell:form.discard')}
            </button>
          </p>
        ) : null}
        <DraftFields
          value={kept.form}
          onChange={(form) => setKept({ ...kept, form })}
          faults={isTried ? faults : {}}
          isNew
        />
        <ErrorNote fault={problem} />
        <div className={styles['end']}>
          <p>{t('new.next')}</p>
          <Button
            kind="main"
            icon="pencil"
            busy={busy === 'write'}
            keys="Ctrl+Enter"
            onClick={() => void create('write')}
          >
            {t('new.write')}
          </Button>
          <Button icon="upload" busy={busy === 'upload'} onClick={() => void create('upload')}>
            {t('new.upload')}
          </Button>
        </div>
      </form>
    </div>
  )
}
