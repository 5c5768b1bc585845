import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Duplicate, type IntakeItem, intake, type Suggestion } from '#modules/intake/contract.ts'
import { type ItemSheetName, mainOf, OriginNote, useViewed } from '#modules/intake/web/index.ts'
import { records } from '#modules/records/contract.ts'
import { ProblemError, useApi, useFileUrl } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { useSentence } from '#web/kit/error-note.tsx'
import { FileViewer, type Highlight, type PageBox } from '#web/kit/file-viewer.tsx'
import { formatDate, formatNumber } from '#web/kit/format.ts'
import { Icon } from '#web/kit/icon.tsx'
import { type FormValue, RecordForm } from '#web/kit/record-form.tsx'
import { toast } from '#web/kit/toast.tsx'
import { useShortcuts } from '#web/kit/use-shortcuts.ts'
import { useActing } from '#web/session.tsx'
import { type EntryFields, entryFields, incoming } from '../contract.ts'
import styles from './bench.module.css'
import { ComparePane } from './compare-pane.tsx'
import { emptyValues, formNameOf, readInto, suggestedValues, toFields, trustIn } from './entry-fields.ts'
import { Given } from './given.tsx'
import { useEntryFields, useRules } from './use-entry-form.ts'
import { useLastChoice } from './use-last-choice.ts'
import { usePictureScale } from './use-picture-scale.ts'

type Detail = IntakeItem & { suggestion: Suggestion | null; duplicates: Duplicate[] }

/** What a registration answered. */
export interface Registered {
  readonly id: string
  readonly arrivalNumber: number
  readonly bookTitle: string
}

/** Asks for a file as it came, to be saved: for kinds that no screen shows. */
const original = (componentId: string) => ({ params: { componentId }, query: { copy: 'original', download: '1' } })

/** One item of the tray: its pages in the middle, the register beside them. */
export function Bench(props: {
  item: Detail
  next: Detail | undefined
  nextNumber: number | undefined
  given: number | null
  canRegister: boolean
  onSheet: (name: ItemSheetName) => void
  onChanged: () => void
  onRegistered: (made: Registered) => void
}) {
  const { t } = useTranslation(['incoming', 'intake'])
  const { item, next } = props
  const { post } = useActing()
  const sentence = useSentence()
  const api = useApi(incoming)
  const tray = useApi(intake)
  const viewed = useViewed()
  const fileUrl = useFileUrl()
  const rules = useRules()
  const form = useRef<HTMLDivElement>(null)
  const page = useRef(1)
  const main = mainOf(item.components)
  const [shownId, setShownId] = useState(main?.id)
  const shown = item.components.find((one) => one.id === shownId) ?? main
  const [focused, setFocused] = useState<string | null>(null)
  const [read, setRead] = useState<{ name: string; value: FormValue } | null>(null)
  const [more, setMore] = useState(false)
  const [compared, setCompared] = useState<string | null>(null)
  const [submitTo, keepSubmitTo] = useLastChoice(`submitTo.${post.id}`)
  const last = useRef(submitTo)
  const fields = useEntryFields({ isNew: true, more })
  const initial = useMemo(() => {
    const kept = { submitTo: last.current }
    return item.suggestion ? suggestedValues(item.suggestion, kept) : emptyValues(kept)
  }, [item.suggestion])
  const trust = useMemo(() => trustIn(item.suggestion), [item.suggestion])
  const labels = useMemo(() => new Map(fields.map((field) => [field.name, field.label])), [fields])
  const file = viewed(shown)
  const scale = usePictureScale(file, item.suggestion?.pageSizes?.[0]?.[0])
  const highlights = useMemo<Highlight[]>(() => {
    if (!item.suggestion || shown?.id !== main?.id || scale === null) return []
    return Object.entries(item.suggestion.fields).flatMap(([name, field]) => {
      const id = formNameOf[name]
      if (!id || !field.box || !field.page) return []
      const [x0, y0, x1, y1] = field.box.map((one) => one * scale) as typeof field.box
      return [
        {
          id,
          label: labels.get(id) ?? id,
          page: field.page,
          x: x0,
          y: y0,
          width: x1 - x0,
          height: y1 - y0,
          isLit: id === focused,
        },
      ]
    })
  }, [item.suggestion, labels, focused, shown?.id, main?.id, scale])

  const readBox = async (box: PageBox) => {
    const name = focused
    const { x: left, y: top, width, height } = box
    if (!name || !shown || !scale) return
    try {
      const { text } = await tray.readBox({
        params: { componentId: shown.id },
        body: { page: box.page, box: [left / scale, top / scale, (left + width) / scale, (top + height) / scale] },
      })
      const value = readInto(name, text)
      if (value) setRead({ name, value: name === 'typeName' ? { id: '', name: value } : value })
      else toast({ text: t('incoming:bench.nothingRead') })
    } catch (fault) {
      toast({ kind: 'fault', text: sentence(fault) })
    }
  }
  const turn = async (all: boolean) => {
    if (!shown) return
    const pages = all ? Array.from({ length: shown.pageCount ?? 1 }, (_, index) => index + 1) : [page.current]
    try {
      await tray.rotate({
        params: { intakeId: item.id },
        body: {
          version: item.version,
          componentId: shown.id,
          pages: pages.map((one) => ({ page: one, degrees: 90 as const })),
        },
      })
      toast({ text: t('intake:turn.done') })
    } catch (fault) {
      toast({ kind: 'fault', text: sentence(fault) })
    }
    props.onChanged()
  }
  const setMain = async (id: string) => {
    await tray.setRole({ params: { intakeId: item.id }, body: { version: item.version, mainComponentId: id } })
    props.onChanged()
  }
  const [duplicate] = item.duplicates
  const send = () => form.current?.querySelector('form')?.requestSubmit()
  const group = t('incoming:bench.form')
  useShortcuts([
    { keys: 'Alt+m', label: t('incoming:bench.more'), group, run: () => setMore(!more) },
    {
      keys: 'Alt+c',
      label: t('incoming:duplicate.compare'),
      group,
      disabled: !duplicate && !compared,
      run: () => setCompared(compared ? null : (duplicate?.documentId ?? null)),
    },
    { keys: 'Alt+t', label: t('intake:turn.open'), group, disabled: !shown, run: () => void turn(false) },
    { keys: 'Alt+Shift+t', label: t('incoming:bench.turnAll'), group, disabled: !shown, run: () => void turn(true) },
    {
      keys: 'Escape',
      label: t('incoming:duplicate.close'),
      group,
      quiet: true,
      disabled: !compared,
      run: () => setCompared(null),
    },
  ])

  const register = async (input: unknown, values: Readonly<Record<string, FormValue>>) => {
    const words = (name: string) => (typeof values[name] === 'string' ? values[name] : '') || null
    try {
      const made = await api.register({
        body: {
          intakeId: item.id,
          intakeVersion: item.version,
          fields: input as EntryFields,
          arrivalDate: words('arrivalDate'),
          channel: (words('channel') ?? 'other') as 'other',
          dueDate: words('dueDate'),
          submitTo: words('submitTo'),
          isDuplicateAccepted: compared !== null,
          // One key an item: a press repeated, here or after a lost answer, finds the number already given.
          requestKey: `tray:${item.id}`,
        },
      })
      keepSubmitTo(words('submitTo') ?? '')
      props.onRegistered(made)
    } catch (fault) {
      if (fault instanceof ProblemError && fault.code === 'INCOMING_DUPLICATE') {
        const found = fault.facts['documentId']
        if (typeof found === 'string') setCompared(found)
      }
      if (fault instanceof ProblemError && fault.code === 'INTAKE_STATE_CHANGED') props.onChanged()
      throw fault
    }
  }

  return (
    <>
      <div className={styles['paper']} data-compares={compared ? true : undefined}>
        <FileViewer
          file={file}
          {...(shown && !shown.canView ? { downloadUrl: fileUrl(records.openComponent, original(shown.id)) } : {})}
          next={viewed(next ? mainOf(next.components) : undefined)}
          highlights={highlights}
          onDrawBox={(box) => void readBox(box)}
          onPage={(number) => {
            page.current = number
          }}
          thumbnails={!compared}
        />
        {compared ? <ComparePane documentId={compared} /> : null}
      </div>
      <div ref={form} className={styles['form']}>
        <div className={styles['formHead']}>
          {props.given !== null ? <Given number={props.given} /> : null}
          <p className={styles['number']}>
            {t('incoming:bench.nextNumber')}{' '}
            <strong>{props.nextNumber === undefined ? '–' : formatNumber(props.nextNumber)}</strong>
          </p>
          <div className={styles['tools']}>
            <Button kind="quiet" icon="rotate" iconOnly keys="Alt+T" disabled={!shown} onClick={() => void turn(false)}>
              {t('intake:turn.open')}
            </Button>
            <Button
              kind="quiet"
              icon="pages"
              iconOnly
              keys="Alt+S"
              disabled={(main?.pageCount ?? 0) < 2}
              onClick={() => props.onSheet('split')}
            >
              {t('intake:split.open')}
            </Button>
            <Button kind="quiet" icon="copy" iconOnly keys="Alt+J" onClick={() => props.onSheet('join')}>
              {t('intake:join.open')}
            </Button>
            <Button kind="quiet" icon="pages" iconOnly keys="Alt+G" onClick={() => props.onSheet('merge')}>
              {t('intake:merge.open')}
            </Button>
            {props.canRegister || item.unit ? (
              <Button kind="quiet" icon="right" iconOnly keys="Alt+P" onClick={() => props.onSheet('pass')}>
                {t('intake:pass.open')}
              </Button>
            ) : null}
            <Button kind="quiet" icon="cross" iconOnly keys="Alt+X" onClick={() => props.onSheet('discard')}>
              {t('intake:discard.verb')}
            </Button>
          </div>
        </div>
        <OriginNote item={item} />
        {item.components.length > 1 ? (
          <ul className={styles['files']} aria-label={t('intake:component.files')}>
            {item.components.map((one) => (
              <li key={one.id}>
                <button type="button" aria-pressed={one.id === shown?.id} onClick={() => setShownId(one.id)}>
                  {one.fileName}
                  <small>{t(`intake:component.${one.role}`)}</small>
                </button>
                {one.role === 'attachment' && one.id === shown?.id ? (
                  <Button kind="quiet" onClick={() => void setMain(one.id)}>
                    {t('intake:component.setMain')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        ) : null}
        {compared ? (
          <div className={styles['warning']} role="status">
            <p>{t('incoming:duplicate.look')}</p>
            <Button onClick={send} keys="Ctrl+Enter">
              {t('incoming:duplicate.accept')}
            </Button>
            <Button kind="quiet" keys="Alt+X" onClick={() => props.onSheet('discard')}>
              {t('intake:discard.verb')}
            </Button>
            <Button kind="quiet" keys="Esc" onClick={() => setCompared(null)}>
              {t('incoming:duplicate.close')}
            </Button>
          </div>
        ) : duplicate ? (
          <div className={styles['warning']} role="status">
            <p>
              <Icon name="copy" size={14} />{' '}
              {t(`incoming:duplicate.${duplicate.by}`, {
                number: duplicate.arrivalNumber ?? '–',
                date: formatDate(duplicate.arrivalDate),
              })}
            </p>
            <Button onClick={() => setCompared(duplicate.documentId)} keys="Alt+C">
              {t('incoming:duplicate.compare')}
            </Button>
          </div>
        ) : null}
        {main?.findings.map((finding) => (
          <Finding key={finding.code} finding={finding} />
        ))}
        {props.canRegister ? (
          <RecordForm
            keepAs={`intake:${item.id}`}
            fields={fields}
            initial={initial}
            trust={trust}
            isUnread={!item.suggestion}
            schema={entryFields}
            toInput={(values) => toFields(values, rules)}
            verb={t(compared ? 'incoming:duplicate.accept' : 'incoming:bench.verb')}
            autoFocus
            onField={(name) => name && setFocused(name)}
            incoming={read}
            onSubmit={register}
          />
        ) : (
          <p className={styles['wait']}>{t('incoming:bench.notYours')}</p>
        )}
        <Button kind="quiet" keys="Alt+M" aria-expanded={more} onClick={() => setMore(!more)}>
          {t(more ? 'incoming:bench.less' : 'incoming:bench.more')}
        </Button>
      </div>
    </>
  )
}

function Finding({ finding }: { finding: { vi: string; en: string } }) {
  const { i18n } = useTranslation()
  return (
    <p className={styles['finding']}>
      <Icon name="alarm" size={13} /> {i18n.language === 'en' ? finding.en : finding.vi}
    </p>
  )
}
