import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '#platform/contract/index.ts'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { PostLink, useGo } from '#web/kit/post-link.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { useUrlState } from '#web/kit/use-url-state.ts'
import { useActing } from '#web/session.tsx'
import { storage } from '../contract.ts'
import { Camera, hasCamera } from './camera.tsx'
import styles from './storage.module.css'
import { useStep } from './use-storage.ts'

type Found = Answer<typeof storage.scan>
interface Done {
  readonly no: number
  readonly box: Found
  readonly path: string
  readonly before: string | null
  readonly isUndone: boolean
}

/** What a hand scanner types opens the box or shelf; putting away: a box, its shelf, one after another, each with its way back. */
export default function ScanPage() {
  const { t } = useTranslation('storage')
  const api = useApi(storage)
  const step = useStep()
  const go = useGo()
  const { post } = useActing()
  const keeps = post.abilities.includes('storage.keep')
  const [url, setUrl] = useUrlState({ mode: 'open' })
  const isPutting = keeps && url.mode === 'put'
  const [text, setText] = useState('')
  const [box, setBox] = useState<Found | null>(null)
  const [done, setDone] = useState<readonly Done[]>([])
  const [fault, setFault] = useState<unknown>(null)
  const [isLooking, setLooking] = useState(false)
  const last = useRef(0)

  const read = async (code: string) => {
    setFault(null)
    setText('')
    try {
      const found = await api.scan({ query: { code } })
      if (!isPutting) go(found.of === 'box' ? `storage/boxes/${found.id}` : `storage?place=${found.id}`)
      else if (found.of === 'box') setBox(found)
      else if (box) {
        const { path, before } = await step(
          () => api.placeBoxes({ body: { boxIds: [box.id], shelfId: found.id, reason: null } }),
          () => null,
        )
        const line = { no: ++last.current, box, path: path ?? '', before: before[0]!.shelfId, isUndone: false }
        setDone((all) => [line, ...all])
        setBox(null)
      } else setFault(new Error(t('scan.boxFirst')))
    } catch (cause) {
      setFault(cause)
    }
  }
  const undo = async (one: Done) => {
    setFault(null)
    try {
      await step(
        () => api.placeBoxes({ body: { boxIds: [one.box.id], shelfId: one.before, reason: t('scan.undoReason') } }),
        t('scan.undone'),
      )
      setDone((all) => all.map((other) => (other.no === one.no ? { ...other, isUndone: true } : other)))
    } catch (cause) {
      setFault(cause)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) void read(text)
  }
  return (
    <div className={styles['page']}>
      <PageHead title={t('scan.title')}>
        <PostLink to="storage">{t('title')}</PostLink>
      </PageHead>
      <div className={styles['scan']}>
        {keeps ? (
          <fieldset className={styles['tools']} aria-label={t('scan.mode')}>
            {(['open', 'put'] as const).map((mode) => (
              <Button
                key={mode}
                aria-pressed={(mode === 'put') === isPutting}
                kind={(mode === 'put') === isPutting ? 'plain' : 'quiet'}
                onClick={() => {
                  setUrl({ mode })
                  setBox(null)
                }}
              >
                {t(`scan.${mode}`)}
              </Button>
            ))}
          </fieldset>
        ) : null}
        <p className={styles['next']} aria-live="polite">
          {isPutting ? (box ? t('scan.nowShelf', { label: box.path ?? box.label }) : t('scan.nowBox')) : t('scan.any')}
        </p>
        <form onSubmit={submit}>
          <TextField
            label={t('scan.code')}
            hint={t('scan.hint')}
            inputMode="numeric"
            autoComplete="off"
            autoFocus
            value={text}
            onChange={setText}
          />
        </form>
        {hasCamera() ? (
          <Button onClick={() => setLooking(!isLooking)}>{t(isLooking ? 'scan.cameraOff' : 'scan.camera')}</Button>
        ) : null}
        {isLooking ? <Camera onCode={(code) => void read(code)} onFault={setFault} /> : null}
        {fault ? (
          fault instanceof Error && fault.message === t('scan.boxFirst') ? (
            <p className={styles['fault']} role="alert">
              {fault.message}
            </p>
          ) : (
            <ErrorNote fault={fault} />
          )
        ) : null}
        {isPutting ? (
          <ol className={styles['lines']} aria-label={t('scan.list')}>
            {done.map((one) => (
              <li key={one.no}>
                <span>
                  <PostLink to={`storage/boxes/${one.box.id}`}>{one.box.label}</PostLink>
                  <small>{one.isUndone ? t('scan.wasUndone', { path: one.path }) : one.path}</small>
                </span>
                {one.isUndone ? null : <Button onClick={() => void undo(one)}>{t('scan.undo')}</Button>}
              </li>
            ))}
          </ol>
        ) : null}
      </div>
    </div>
  )
}
