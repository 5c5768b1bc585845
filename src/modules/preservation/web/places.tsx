import { useTranslation } from 'react-i18next'
import { PostLink } from '#web/kit/post-link.tsx'
import { usePreservation } from './use-preservation.ts'

const PLACES = [
  ['packages', 'preservation', 'preservation.read'],
  ['formats', 'preservation/formats', 'preservation.read'],
  ['status', 'preservation/status', 'preservation.watch'],
  ['incidents', 'preservation/incidents', 'preservation.watch'],
] as const

/** The other pages of preservation, as far as the post reaches. */
export function Places({ here }: { here: (typeof PLACES)[number][0] }) {
  const { t } = useTranslation('preservation')
  const { may } = usePreservation()
  return PLACES.filter(([id, , ability]) => id !== here && may(ability)).map(([id, path]) => (
    <PostLink key={id} to={path}>
      {t(`place.${id}`)}
    </PostLink>
  ))
}
