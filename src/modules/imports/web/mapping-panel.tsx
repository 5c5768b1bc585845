import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { ErrorNote } from '#web/kit/error-note.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { encodings, type ImportColumn, type ImportDetail, type ImportSettings } from '../contract.ts'
import { type FieldSpec, kinds } from '../kinds.ts'
import styles from './imports.module.css'
import { useImports } from './use-imports.ts'

const thisYear = (): number => new Date().getFullYear()

/** Which column is which field, in which encoding, and how to read what is not plain. */
export function MappingPanel({ detail, onStarted }: { detail: ImportDetail; onStarted: () => void }) {
  const { t, i18n } = useTranslation('imports')
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const { api, reread } = useImports()
  const [settings, setSettings] = useState<ImportSettings>(detail.settings)
  const [fault, setFault] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const { fields } = kinds[detail.kind]
  const used = new Set(Object.values(settings.mapping).flat())
  const unused = detail.columns.filter((column) => !used.has(column.key) && column.filled > 0)
  const missing = fields.filter(
    (field) => field.isRequired && !settings.mapping[field.id] && !settings.constants?.[field.id]?.trim(),
  )

  // What the file had a column for at first stays in sight, also when its column is taken away.
  const isShown = (field: FieldSpec): boolean => field.isRequired === true || field.id in detail.settings.mapping
  const line = (field: FieldSpec) => (
    <FieldLine
      key={field.id}
      field={field}
      name={field[lang]}
      columns={detail.columns}
      chosen={settings.mapping[field.id] ?? []}
      onChoose={(columns) => map(field.id, columns)}
    />
  )
  const map = (field: string, columns: readonly string[]) =>
    setSettings((now) => {
      const { [field]: _, ...rest } = now.mapping
      return { ...now, mapping: columns.length > 0 ? { ...rest, [field]: [...columns] } : rest }
    })
  const start = async () => {
    setBusy(true)
    setFault(null)
    try {
      await api.check({ params: { importId: detail.id }, body: settings })
      await reread()
      onStarted()
    } catch (cause) {
      setFault(cause)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={styles['panel']}>
      <div className={styles['panelHead']}>
        <h2>{t('match.title')}</h2>
        <Button kind="main" busy={busy} disabled={missing.length > 0} onClick={() => void start()}>
          {t('match.check')}
        </Button>
      </div>
      <p className={styles['lead']}>
        {detail.format === 'dxl' ? t('match.dxl') : t('match.lead', { line: detail.headerLine })}
        {detail.isRemembered ? ` ${t('match.remembered')}` : ''}
      </p>
      {missing.length > 0 ? (
        <p className={styles['missing']} role="status">
          {t('match.missing', { fields: missing.map((field) => field[lang]).join(', ') })}
        </p>
      ) : null}
      <ErrorNote fault={fault} />
      <Options
        detail={detail}
        settings={settings}
        onChange={(change) => setSettings((now) => ({ ...now, ...change }))}
      />
      <Constants
        fields={fields.filter((field) => field.isConstant && !settings.mapping[field.id])}
        lang={lang}
        values={settings.constants ?? {}}
        onChange={(id, value) => setSettings((now) => ({ ...now, constants: { ...now.constants, [id]: value } }))}
      />
      <ul className={styles['fields']}>{fields.filter(isShown).map(line)}</ul>
      {fields.some((field) => !isShown(field)) ? (
        <details className={styles['encodings']}>
          <summary>{t('match.more', { count: fields.filter((field) => !isShown(field)).length })}</summary>
          <ul className={styles['fields']}>{fields.filter((field) => !isShown(field)).map(line)}</ul>
        </details>
      ) : null}
      <Encodings
        columns={detail.columns.filter((column) => used.has(column.key))}
        chosen={settings.encodings}
        onChoose={(key, encoding) =>
          setSettings((now) => ({ ...now, encodings: { ...now.encodings, [key]: encoding } }))
        }
      />
      {unused.length > 0 ? (
        <p className={styles['lead']}>
          {t(detail.kind === 'sheet' ? 'match.keptColumns' : 'match.unused')}{' '}
          {unused.map((column) => column.key).join(' · ')}
        </p>
      ) : null}
      <Preview detail={detail} />
    </section>
  )
}

function FieldLine(props: {
  field: FieldSpec
  name: string
  columns: readonly ImportColumn[]
  chosen: readonly string[]
  onChoose: (columns: readonly string[]) => void
}) {
  const { t } = useTranslation('imports')
  const { field, chosen, columns } = props
  const isParts = chosen.length === 3
  const sample = columns.find((column) => column.key === chosen[0])?.sample ?? []
  const parts = [t('match.day'), t('match.month'), t('match.year')]
  const set = (at: number, key: string) => {
    const next = isParts ? chosen.map((one, i) => (i === at ? key : one)) : [key]
    props.onChoose(next.filter(Boolean).length === next.length ? next : [])
  }
  return (
    <li data-chosen={chosen.length > 0}>
      <span className={styles['fieldName']}>
        {props.name}
        {field.isRequired ? <em title={t('match.required')}> *</em> : null}
      </span>
      <span className={styles['choices']}>
        {(isParts ? [0, 1, 2] : [0]).map((at) => (
          <select
            key={at}
            className={fieldStyles['input']}
            aria-label={isParts ? `${props.name}: ${parts[at]}` : props.name}
            value={chosen[at] ?? ''}
            onChange={(event) => set(at, event.currentTarget.value)}
          >
            <option value="">{t('match.none')}</option>
            {columns.map((column) => (
              <option key={column.key} value={column.key}>
                {column.key}
              </option>
            ))}
          </select>
        ))}
        {field.type === 'date' && columns.length >= 3 && !isParts ? (
          <Button
            kind="quiet"
            onClick={() => {
              const at = Math.max(
                0,
                columns.findIndex((column) => column.key === chosen[0]),
              )
              const from = Math.min(at, columns.length - 3)
              props.onChoose(columns.slice(from, from + 3).map((column) => column.key))
            }}
          >
            {t('match.threeColumns')}
          </Button>
        ) : null}
      </span>
      <span className={styles['sample']}>{sample.slice(0, 2).join(' · ')}</span>
    </li>
  )
}

function Options(props: {
  detail: ImportDetail
  settings: ImportSettings
  onChange: (change: Partial<ImportSettings>) => void
}) {
  const { t } = useTranslation('imports')
  const { detail, settings } = props
  return (
    <div className={styles['options']}>
      {detail.sheets.length > 1 ? (
        <label>
          {t('match.sheet')}
          <select
            className={fieldStyles['input']}
            value={settings.sheet ?? ''}
            onChange={(event) => props.onChange({ sheet: event.currentTarget.value })}
          >
            {detail.sheets.map((sheet) => (
              <option key={sheet}>{sheet}</option>
            ))}
          </select>
        </label>
      ) : null}
      <label>
        {t('match.shortYears')}
        <select
          className={fieldStyles['input']}
          value={settings.lastYear ?? ''}
          onChange={(event) =>
            props.onChange({ lastYear: event.currentTarget.value ? Number(event.currentTarget.value) : null })
          }
        >
          <option value="">{t('match.shortYearsFault')}</option>
          {[thisYear(), 1999].map((year) => (
            <option key={year} value={year}>
              {t('match.shortYearsUpTo', { from: year - 99, to: year })}
            </option>
          ))}
        </select>
      </label>
      {detail.kind === 'outgoing' ? (
        <label>
          {t('match.numbering')}
          <select
            className={fieldStyles['input']}
            value={settings.numbering}
            onChange={(event) =>
              props.onChange({ numbering: event.currentTarget.value as ImportSettings['numbering'] })
            }
          >
            <option value="per-type">{t('match.perType')}</option>
            <option value="shared">{t('match.shared')}</option>
          </select>
        </label>
      ) : null}
    </div>
  )
}

/** What all lines have in common and no column says: the fonds and inventory of a list that is of one inventory. */
function Constants(props: {
  fields: readonly FieldSpec[]
  lang: 'vi' | 'en'
  values: Readonly<Record<string, string>>
  onChange: (field: string, value: string) => void
}) {
  const { t } = useTranslation('imports')
  if (props.fields.length === 0) return null
  return (
    <fieldset className={styles['constants']}>
      <legend>{t('match.constants')}</legend>
      {props.fields.map((field) => (
        <label key={field.id}>
          {field[props.lang]}
          <input
            className={fieldStyles['input']}
            value={props.values[field.id] ?? ''}
            maxLength={Math.min(field.max ?? 1000, 1000)}
            onChange={(event) => props.onChange(field.id, event.currentTarget.value)}
          />
        </label>
      ))}
    </fieldset>
  )
}

/** Only columns that are no plain Unicode, or whose encoding is not sure: the rest needs no question. */
function Encodings(props: {
  columns: readonly ImportColumn[]
  chosen: ImportSettings['encodings']
  onChoose: (key: string, encoding: (typeof encodings)[number]) => void
}) {
  const { t } = useTranslation('imports')
  const asked = props.columns.filter((column) => column.encoding !== 'unicode' || !column.isSure)
  if (asked.length === 0) return null
  return (
    <details className={styles['encodings']} open={asked.some((column) => !column.isSure)}>
      <summary>{t('encoding.title', { count: asked.length })}</summary>
      <ul className={styles['fields']}>
        {asked.map((column) => (
          <li key={column.key} data-chosen>
            <span className={styles['fieldName']}>{column.key}</span>
            <span className={styles['choices']}>
              <select
                className={fieldStyles['input']}
                aria-label={`${t('encoding.of')} ${column.key}`}
                value={props.chosen[column.key] ?? column.encoding}
                onChange={(event) =>
                  props.onChoose(column.key, event.currentTarget.value as (typeof encodings)[number])
                }
              >
                {encodings.map((one) => (
                  <option key={one} value={one}>
                    {t(`encoding.${one}`)}
                  </option>
                ))}
              </select>
              {column.isSure ? null : <span className={styles['missing']}>{t('encoding.unsure')}</span>}
            </span>
            <span className={styles['sample']}>{column.sample.slice(0, 2).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Preview({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports')
  return (
    <details className={styles['preview']} open>
      <summary>{t('preview', { count: detail.preview.length })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <section className={styles['scroll']} aria-label={t('preview', { count: detail.preview.length })} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('line')}</th>
              {detail.columns.map((column) => (
                <th key={column.key} scope="col">
                  {column.key}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {detail.preview.slice(0, 12).map((row) => (
              <tr key={row.line}>
                <td>{row.line}</td>
                {detail.columns.map((column, at) => (
                  <td key={column.key}>{row.cells[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
