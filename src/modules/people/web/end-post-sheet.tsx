import { useTranslation } from 'react-i18next'
import { RecordForm } from '#web/kit/record-form.tsx'
import { SideSheet } from '#web/kit/side-sheet.tsx'
import type { PostLine } from '../shapes.ts'
import { idOf, textOf, today } from './form-values.ts'
import { useFinders, usePeople } from './use-people.ts'

/** Ends a post and says who takes over what is still open. */
export function EndPostSheet({ post, onClose }: { post: PostLine; onClose: () => void }) {
  const { t } = useTranslation('people')
  const { api, changed } = usePeople()
  const find = useFinders()
  return (
    <SideSheet opened onClose={onClose} title={t('posts.endOf', { name: `${post.title} · ${post.fullName}` })}>
      <p>{t('posts.endConsequence')}</p>
      <RecordForm
        keepAs={`people.endPost.${post.id}`}
        autoFocus
        verb={t('posts.end')}
        initial={{ lastDay: post.validTo ?? today(), reason: '', successor: null }}
        fields={[
          { name: 'lastDay', label: t('fields.lastDay'), kind: 'date', required: true, hint: t('hints.lastDay') },
          { name: 'reason', label: t('fields.reason'), kind: 'text', required: true, maxLength: 300 },
          {
            name: 'successor',
            label: t('fields.takesOver'),
            kind: 'pick',
            search: find.posts,
            hint: t('hints.takesOver'),
          },
        ]}
        onSubmit={async (_input, values) => {
          await api.endPost({
            params: { id: post.id },
            body: {
              version: post.version,
              lastDay: textOf(values, 'lastDay'),
              reason: textOf(values, 'reason'),
              successorPostId: idOf(values, 'successor'),
            },
          })
          onClose()
          await changed('done.endPost')
        }}
      />
    </SideSheet>
  )
}
