import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#web/kit/button.tsx'
import { LinesField } from '#web/kit/lines-field.tsx'
import { TextField } from '#web/kit/text-field.tsx'
import type { OutgoingDetail } from '../contract.ts'
import type { Writing, WrittenAppendix } from './draft-content.ts'
import { BlockEditor } from './editor.tsx'
import styles from './write.module.css'

/** Types whose text begins with legal bases, and those that are addressed to somebody. */
const BASED = ['quyet-dinh', 'nghi-quyet', 'quy-dinh', 'quy-che', 'chi-thi']
const ADDRESSED = ['cong-van', 'to-trinh', 'cong-dien', 'giay-moi', 'bao-cao']

/** What stands before and after the text; what the type does not use waits folded away. */
export function MoreParts(props: {
  writing: Writing
  onChange: (change: Partial<Writing>) => void
  document: OutgoingDetail
  /** Fields that the form of this type needs and that are empty, as the server said. */
  lacks: readonly string[]
  /** The editors are made anew with another number. */
  round: number
  children: ReactNode
}) {
  const { t } = useTranslation('outgoing')
  const { writing, onChange, lacks } = props
  const { typeCode } = props.document.fields
  const isBased = BASED.includes(typeCode) || writing.bases !== '' || lacks.includes('bases')
  const isAddressed = ADDRESSED.includes(typeCode) || writing.addressees !== '' || lacks.includes('addressees')
  const bases = (
    <LinesField
      label={t('editor.bases')}
      name="bases"
      max={60_000}
      rows={3}
      hint={t('editor.basesHint')}
      isMissing={lacks.includes('bases') && writing.bases.trim() === ''}
      value={writing.bases}
      onChange={(value) => onChange({ bases: value })}
    />
  )
  const addressees = (
    <LinesField
      label={t('editor.addressees')}
      name="addressees"
      max={30_000}
      rows={2}
      hint={t('editor.addresseesHint')}
      isMissing={lacks.includes('addressees') && writing.addressees.trim() === ''}
      value={writing.addressees}
      onChange={(value) => onChange({ addressees: value })}
    />
  )
  return (
    <>
      {isAddressed ? addressees : null}
      {isBased ? bases : null}
      <div className={styles['body']}>{props.children}</div>
      <Appendices writing={writing} onChange={onChange} round={props.round} />
      <details className={styles['more']}>
        <summary>{t('editor.more')}</summary>
        {isAddressed ? null : addressees}
        {isBased ? null : bases}
        <TextField
          label={t('editor.decides')}
          name="decides"
          maxLength={300}
          hint={t('editor.decidesHint')}
          value={writing.decides}
          onChange={(value) => onChange({ decides: value })}
        />
        <TextField
          label={t('editor.superior')}
          name="superior"
          maxLength={200}
          hint={t('editor.superiorHint')}
          value={writing.superior}
          onChange={(value) => onChange({ superior: value })}
        />
      </details>
    </>
  )
}

function Appendices(props: { writing: Writing; onChange: (change: Partial<Writing>) => void; round: number }) {
  const { t } = useTranslation('outgoing')
  const { appendices } = props.writing
  const put = (id: string, change: Partial<WrittenAppendix>) =>
    props.onChange({ appendices: appendices.map((one) => (one.id === id ? { ...one, ...change } : one)) })
  const add = () => {
    const id = `n${Date.now().toString(36)}`
    props.onChange({ appendices: [...appendices, { id, title: '', isLandscape: false, blocks: [], rest: {} }] })
  }
  return (
    <>
      {appendices.map((one, i) => (
        <section key={`${props.round} ${one.id}`} className={styles['appendix']}>
          <h3>
            {t('editor.appendix', { no: i + 1 })}
            <Button
              kind="quiet"
              icon="cross"
              iconOnly
              onClick={() => props.onChange({ appendices: appendices.filter((other) => other.id !== one.id) })}
            >
              {t('editor.removeAppendix', { no: i + 1 })}
            </Button>
          </h3>
          <TextField
            label={t('editor.appendixTitle')}
            maxLength={500}
            value={one.title}
            onChange={(title) => put(one.id, { title })}
          />
          <label className={styles['landscape']}>
            <input
              type="checkbox"
              checked={one.isLandscape}
              onChange={(event) => put(one.id, { isLandscape: event.currentTarget.checked })}
            />
            {t('editor.landscape')}
          </label>
          <BlockEditor
            label={t('editor.appendix', { no: i + 1 })}
            initial={one.blocks}
            onChange={(blocks) => put(one.id, { blocks })}
          />
        </section>
      ))}
      <div>
        <Button icon="plus" onClick={add}>
          {t('editor.addAppendix')}
        </Button>
      </div>
    </>
  )
}
