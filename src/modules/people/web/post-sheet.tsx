import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RoleId } from '#regimes/index.ts'
import { Button } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { Field } from '#web/kit/field.tsx'
import { formatDate } from '#web/kit/format.ts'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useKept } from '#web/kit/use-kept.ts'
import type { PostLine, UnitLine } from '../shapes.ts'
import { submitByKeys, today } from './form-values.ts'
import { History } from './history.tsx'
import styles from './people.module.css'
import { RoleChoice, Roles } from './roles.tsx'
import { useFinders, usePeople } from './use-people.ts'

interface Draft {
  readonly person: PickerItem | null
  readonly unit: PickerItem | null
  readonly title: string
  readonly roles: readonly string[]
  readonly isActing: boolean
  readonly isPrimary: boolean
  readonly validFrom: string
  readonly replaces: PickerItem | null
}

/** A post: read by everybody, made and changed by an administrator. `post` null makes a new one. */
export function PostSheet(props: {
  post: PostLine | null
  unit: UnitLine | null
  onClose: () => void
  onEnd: (post: PostLine) => void
}) {
  const { t } = useTranslation('people')
  const { post } = props
  const { canManage, post: acting } = usePeople()
  const isOver = post?.validTo !== null && post !== null && post.validTo < today()
  // Nobody changes his own post: the form would only be refused.
  const isOwn = post?.id === acting.id
  const canChange = canManage && !isOver && !isOwn
  return (
    <SideSheet opened onClose={props.onClose} title={post ? `${post.title} · ${post.fullName}` : t('posts.create')}>
      {post ? (
        <dl className={styles['facts']}>
          <dt>{t('fields.unit')}</dt>
          <dd>{post.unitName ?? '–'}</dd>
          <dt>{t('fields.roles')}</dt>
          <dd>
            <Roles roles={post.roles} />
          </dd>
          <dt>{t('fields.validity')}</dt>
          <dd>
            {formatDate(post.validFrom)} – {formatDate(post.validTo) || t('untilNow')}
          </dd>
          {post.endReason ? (
            <>
              <dt>{t('fields.reason')}</dt>
              <dd>{post.endReason}</dd>
            </>
          ) : null}
        </dl>
      ) : null}
      {post && canManage && !isOver ? (
        <div className={styles['actions']}>
          <Button kind="danger" onClick={() => props.onEnd(post)}>
            {t('posts.end')}
          </Button>
        </div>
      ) : null}
      {canChange || post === null ? <PostForm post={post} unit={props.unit} onDone={props.onClose} /> : null}
      {isOwn && canManage ? <p className={styles['quiet']}>{t('posts.notOwn')}</p> : null}
      {post ? (
        <>
          <h3 className={styles['sub']}>{t('history')}</h3>
          <History subjectId={post.id} />
        </>
      ) : null}
    </SideSheet>
  )
}

function PostForm({ post, unit, onDone }: { post: PostLine | null; unit: UnitLine | null; onDone: () => void }) {
  const { t } = useTranslation('people')
  const { api, changed } = usePeople()
  const find = useFinders()
  const unitItem = post
    ? post.unitId
      ? { id: post.unitId, name: post.unitName ?? '' }
      : null
    : unit && { id: unit.id, name: unit.name }
  const [draft, setDraft, kept] = useKept<Draft>(`people.post.${post?.id ?? 'new'}`, {
    person: post ? { id: post.personId, name: post.fullName } : null,
    unit: unitItem,
    title: post?.title ?? '',
    roles: post?.roles ?? [],
    isActing: post?.isActing ?? false,
    isPrimary: post?.isPrimary ?? false,
    validFrom: post?.validFrom ?? today(),
    replaces: null,
  })
  const [fault, setFault] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const isWhole = draft.person !== null && draft.title.trim() !== '' && draft.validFrom !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole || isBusy) return
    setBusy(true)
    setFault(null)
    const body = {
      unitId: draft.unit?.id ?? null,
      title: draft.title,
      roles: draft.roles as RoleId[],
      isActing: draft.isActing,
      isPrimary: draft.isPrimary,
    }
    try {
      if (post) await api.changePost({ params: { id: post.id }, body: { ...body, version: post.version } })
      else
        await api.createPost({
          body: {
            ...body,
            personId: draft.person?.id ?? '',
            validFrom: draft.validFrom,
            replacesPostId: draft.replaces?.id ?? null,
          },
        })
      kept.forget()
      onDone()
      await changed(post ? 'done.changePost' : 'done.createPost')
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className={styles['stack']} onSubmit={(event) => void submit(event)} onKeyDown={submitByKeys}>
      {post ? null : (
        <Field label={t('fields.person')} required hint={t('hints.person')}>
          {(parts) => (
            <Picker
              {...parts}
              data-focus
              value={draft.person}
              onChange={(person) => put({ person })}
              search={find.persons}
            />
          )}
        </Field>
      )}
      <TextField
        label={t('fields.title')}
        required
        maxLength={100}
        value={draft.title}
        onChange={(title) => put({ title })}
      />
      <Field label={t('fields.unit')}>
        {(parts) => (
          <Picker {...parts} value={draft.unit} onChange={(next) => put({ unit: next })} search={find.units} />
        )}
      </Field>
      <RoleChoice roles={draft.roles} onChange={(roles) => put({ roles })} />
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={draft.isActing}
          onChange={(event) => put({ isActing: event.currentTarget.checked })}
        />
        {t('posts.isActing')}
      </label>
      <label className={styles['check']}>
        <input
          type="checkbox"
          checked={draft.isPrimary}
          onChange={(event) => put({ isPrimary: event.currentTarget.checked })}
        />
        {t('posts.isPrimary')}
      </label>
      {post ? null : (
        <>
          <Field label={t('fields.from')} required>
            {(parts) => <DateField {...parts} value={draft.validFrom} onChange={(validFrom) => put({ validFrom })} />}
          </Field>
          <Field label={t('posts.replaces')} hint={t('hints.replaces')}>
            {(parts) => (
              <Picker
                {...parts}
                value={draft.replaces}
                onChange={(replaces) => put({ replaces })}
                search={find.posts}
              />
            )}
          </Field>
        </>
      )}
      <ErrorNote fault={fault} />
      <div>
        <Button kind="main" type="submit" busy={isBusy} disabled={!isWhole} keys="Ctrl+Enter">
          {post ? t('save') : t('posts.create')}
        </Button>
      </div>
    </form>
  )
}
