import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '#web/api.ts'
import { Button } from '#web/kit/button.tsx'
import { DateField } from '#web/kit/date-field.tsx'
import fieldStyles from '#web/kit/field.module.css'
import { Field } from '#web/kit/field.tsx'
import { fits } from '#web/kit/fold.ts'
import { Picker, type PickerItem } from '#web/kit/picker.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import { WorkSheet } from '#web/kit/work-sheet.tsx'
import { signingAuthority, signingForms } from '../authority-contract.ts'
import { today } from './form-values.ts'
import styles from './people.module.css'
import { printedLines } from './printed-lines.ts'
import { useRegimeTypes } from './regime-types.ts'
import { useFinders, usePeople } from './use-people.ts'

type Form = (typeof signingForms)[number]
interface Line {
  readonly form: Form
  readonly of: string
}

/** Records who may sign, with the block as it will be printed while it is typed. */
export function AuthoritySheet({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('people')
  const { post, changed } = usePeople()
  const api = useApi(signingAuthority)
  const find = useFinders()
  const { regime, types } = useRegimeTypes()
  const lang = i18n.language === 'en' ? 'en' : 'vi'
  const [who, setWho] = useState<PickerItem | null>(null)
  const [lines, setLines] = useState<readonly Line[]>([])
  const [position, setPosition] = useState('')
  const [codes, setCodes] = useState<readonly string[]>([])
  const [added, setAdded] = useState(0)
  const [from, setFrom] = useState(today())
  const [until, setUntil] = useState('')
  const [basis, setBasis] = useState('')
  const [isTried, setTried] = useState(false)
  const needsEnd = lines.some((line) => line.form === 'TUQ')
  const isWhole =
    who !== null &&
    lines.every((line) => line.of.trim() !== '') &&
    (position.trim() !== '' || lines.length > 0) &&
    from !== '' &&
    basis.trim() !== '' &&
    (!needsEnd || until !== '')
  const put = (i: number, change: Partial<Line>) =>
    setLines(lines.map((line, at) => (at === i ? { ...line, ...change } : line)))
  const needed = (isMissing: boolean) => (isTried && isMissing ? t('shell:form.needed') : undefined)
  const printed = printedLines(
    regime,
    lines.filter((line) => line.of.trim() !== ''),
    position.trim() || null,
  )
  return (
    <WorkSheet
      title={t('authorities.create')}
      about={t('authorities.rule')}
      consequence=""
      verb={t('authorities.create')}
      onClose={onClose}
      check={() => {
        setTried(true)
        return isWhole
      }}
      onSubmit={async () => {
        await api.giveAuthority({
          body: {
            postId: who?.id ?? '',
            authority: lines.map((line) => ({ form: line.form, of: line.of.trim() })),
            position: position.trim() || null,
            types: codes.length > 0 ? [...codes] : null,
            validFrom: from,
            validTo: until || null,
            basis: basis.trim(),
          },
        })
        await changed('done.giveAuthority')
      }}
    >
      <Field label={t('authorities.who')} required fault={needed(who === null)}>
        {(parts) => <Picker {...parts} data-focus="" value={who} onChange={setWho} search={find.posts} />}
      </Field>
      <fieldset className={styles['forms']}>
        <legend>{t('authorities.forms')}</legend>
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
          <div key={i}>
            <select
              className={fieldStyles['input']}
              aria-label={t('authorities.form')}
              value={line.form}
              onChange={(event) => put(i, { form: event.currentTarget.value as Form })}
            >
              {signingForms.map((form) => (
                <option key={form} value={form}>
                  {t(`authorities.formOf.${form}`)}
                </option>
              ))}
            </select>
            <input
              className={fieldStyles['input']}
              aria-label={t('authorities.of')}
              placeholder={t(line.form === 'TM' ? 'authorities.ofBody' : 'authorities.ofHead')}
              maxLength={200}
              aria-invalid={(isTried && line.of.trim() === '') || undefined}
              value={line.of}
              onChange={(event) => put(i, { of: event.currentTarget.value })}
            />
            <Button kind="quiet" icon="cross" iconOnly onClick={() => setLines(lines.filter((_, at) => at !== i))}>
              {t('authorities.removeForm')}
            </Button>
          </div>
        ))}
        {lines.length < 3 ? (
          <Button
            icon="plus"
            onClick={() =>
              setLines([
                ...lines,
                { form: lines.length === 0 ? 'TM' : 'KT', of: lines.length === 0 ? post.organization.name : '' },
              ])
            }
          >
            {t('authorities.addForm')}
          </Button>
        ) : null}
      </fieldset>
      <TextField
        label={t('authorities.position')}
        hint={t('authorities.positionHint')}
        maxLength={200}
        fault={needed(position.trim() === '' && lines.length === 0)}
        value={position}
        onChange={setPosition}
      />
      {printed.length > 0 ? (
        <div className={styles['block']} lang="vi">
          {printed.map((line) => (
            <b key={line}>{line}</b>
          ))}
          {who ? <b>{who.name}</b> : null}
        </div>
      ) : null}
      <Field label={t('authorities.types')} hint={t('authorities.typesHint')}>
        {(parts) => (
          <div className={styles['stack']}>
            {codes.length > 0 ? (
              <p>
                {codes.map((code) => (
                  <Button
                    key={code}
                    icon="cross"
                    onClick={() => setCodes(codes.filter((one) => one !== code))}
                    aria-label={t('authorities.removeType', { name: types.find((one) => one.code === code)?.[lang] })}
                  >
                    {types.find((one) => one.code === code)?.[lang] ?? code}
                  </Button>
                ))}
              </p>
            ) : null}
            <Picker
              key={added}
              {...parts}
              autoFocus={added > 0}
              value={null}
              onChange={(item) => {
                if (!item) return
                setAdded(added + 1)
                setCodes([...codes, item.id])
              }}
              search={async (words) =>
                types
                  .filter((one) => !codes.includes(one.code) && fits(one[lang], words))
                  .map((one) => ({ id: one.code, name: one[lang] }))
              }
            />
          </div>
        )}
      </Field>
      <Field label={t('fields.from')} required fault={needed(from === '')}>
        {(parts) => <DateField {...parts} value={from} onChange={setFrom} />}
      </Field>
      <Field
        label={t('fields.to')}
        required={needsEnd}
        hint={t(needsEnd ? 'authorities.endNeeded' : 'authorities.endFree')}
        fault={needed(needsEnd && until === '')}
      >
        {(parts) => <DateField {...parts} value={until} onChange={setUntil} />}
      </Field>
      <TextField
        label={t('fields.basis')}
        required
        maxLength={500}
        placeholder={t('authorities.basisExample')}
        fault={needed(basis.trim() === '')}
        value={basis}
        onChange={setBasis}
      />
    </WorkSheet>
  )
}
