import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { ChoiceField } from '#web/kit/choice-field.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import { Field } from '#web/kit/field.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { type Collected, type Collection, collections } from '../collections-contract.ts'
import styles from './archive.module.css'
import { useStep } from './use-archive.ts'

/** A collection is begun, or its rule changes. */
export function CollectionSheet(props: {
  collection?: Collection
  types: readonly { code: string; vi: string; en: string }[]
  onMade: (id: string) => void
  onClose: () => void
}) {
  const { t, i18n } = useTranslation('archive')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const { t: shell } = useTranslation()
  const api = useApi(collections)
  const step = useStep()
  const { collection } = props
  const [form, setForm] = useState({
    name: collection?.name ?? '',
    note: collection?.note ?? '',
    types: collection?.types ?? [],
    gathersFrom: collection?.gathersFrom ?? '',
  })
  const [isTried, setTried] = useState(false)
  return (
    <WorkSheet
      title={t(collection ? 'change.title' : 'collections.add')}
      about={collection?.name ?? t('collections.about')}
      consequence={t('collections.consequence')}
      verb={t('verb.save')}
      onClose={props.onClose}
      check={() => {
        setTried(true)
        return form.name.trim() !== ''
      }}
      onSubmit={async () => {
        const body = {
          name: form.name.trim(),
          note: form.note.trim() || null,
          types: form.types,
          gathersFrom: form.gathersFrom || null,
        }
        if (collection)
          await step(
            () =>
              api.changeCollection({
                params: { collectionId: collection.id },
                body: { ...body, version: collection.version },
              }),
            ({ gathered }) => t('done.gathered', { count: gathered }),
          )
        else {
          const { id } = await step(
            () => api.createCollection({ body }),
            ({ gathered }) => t('done.gathered', { count: gathered }),
          )
          props.onMade(id)
        }
      }}
    >
      <TextField
        label={t('collections.name')}
        required
        maxLength={200}
        value={form.name}
        onChange={(name) => setForm({ ...form, name })}
        fault={isTried && form.name.trim() === '' ? shell('form.needed') : undefined}
        data-focus=""
      />
      <Field label={t('collections.gathersFrom')} hint={t('collections.gathersHint')}>
        {(parts) => (
          <DateField
            {...parts}
            value={form.gathersFrom}
            onChange={(gathersFrom) => setForm({ ...form, gathersFrom })}
          />
        )}
      </Field>
      <fieldset className={styles['ticks']}>
        <legend>{t('collections.types')}</legend>
        {props.types.map((type) => (
          <label key={type.code}>
            <input
              type="checkbox"
              checked={form.types.includes(type.code)}
              onChange={(event) =>
                setForm({
                  ...form,
                  types: event.currentTarget.checked
                    ? [...form.types, type.code]
                    : form.types.filter((one) => one !== type.code),
                })
              }
            />{' '}
            {type[lang]}
          </label>
        ))}
      </fieldset>
      <LinesField
        label={t('field.note')}
        name="note"
        max={1000}
        rows={2}
        value={form.note}
        onChange={(note) => setForm({ ...form, note })}
      />
    </WorkSheet>
  )
}

/** Documents are published in the collection, or taken back. */
export function DecideSheet(props: {
  collection: Collection
  rows: readonly Collected[]
  clear: () => void
  mayOpen: boolean
  onClose: () => void
}) {
  const { t } = useTranslation('archive')
  const api = useApi(collections)
  const step = useStep()
  const { rows } = props
  const [to, setTo] = useState<'published' | 'withdrawn'>(
    rows.every((row) => row.state === 'published') ? 'withdrawn' : 'published',
  )
  const [isOpening, setOpening] = useState(false)
  const [words, setWords] = useState('')
  return (
    <WorkSheet
      title={t('collections.decide')}
      about={
        rows.length === 1
          ? `${rows[0]!.symbol ?? ''} ${rows[0]!.subject}`
          : t('collections.count', { count: rows.length })
      }
      consequence={t(`collectedConsequence.${to}`)}
      verb={t('verb.save')}
      onClose={props.onClose}
      check={() => true}
      onSubmit={async () => {
        await step(
          () =>
            api.decideCollected({
              params: { collectionId: props.collection.id },
              body: {
                documentIds: rows.map((row) => row.documentId),
                to,
                isOpening: props.mayOpen && isOpening && to === 'published',
                words: words.trim() || null,
              },
            }),
          ({ changed }) => t('done.decided', { count: changed }),
        )
        props.clear()
      }}
    >
      <ChoiceField
        label={t('collections.state')}
        value={to}
        onChange={(value) => setTo(value === 'withdrawn' ? 'withdrawn' : 'published')}
      >
        <option value="published">{t('collected.published')}</option>
        <option value="withdrawn">{t('collected.withdrawn')}</option>
      </ChoiceField>
      {props.mayOpen && to === 'published' ? (
        <label>
          <input type="checkbox" checked={isOpening} onChange={(event) => setOpening(event.currentTarget.checked)} />{' '}
          {t('bulk.opening')}
        </label>
      ) : null}
      <TextField label={t('field.words')} maxLength={300} value={words} onChange={setWords} />
    </WorkSheet>
  )
}
