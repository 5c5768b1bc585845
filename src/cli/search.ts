import { searchAs } from '#modules/search/cli.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'
import { withKernel } from './with-kernel.ts'

/** `vankho search QUERY --user NAME [--post POST] [--limit N]`. Exit 1: nothing was found. */
export async function searchFor(
  query: string,
  o: CommonOptions & Record<string, string | boolean | undefined>,
): Promise<ExitCode> {
  const limit = Number(o['limit'] ?? 20)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    console.error(o.lang === 'vi' ? '--limit là số từ 1 đến 100.' : '--limit is a number from 1 to 100.')
    return 2
  }
  return withKernel<ExitCode>(async ({ kernel }) => {
    const found = await searchAs(kernel, {
      query,
      login: String(o['user']),
      post: o['post'] as string | undefined,
      limit,
    })
    print(o.json, found, () =>
      found.items.length > 0
        ? found.items.map((item) =>
            [
              item.entry ? `${item.entry.arrivalNumber}${item.entry.arrivalSuffix}/${item.entry.period}` : '–',
              item.symbol ?? '–',
              item.issuedDate ?? '–',
              item.issuerName,
              `${item.typeName} ${item.subject}`,
              item.id,
            ].join(' · '),
          )
        : [
            o.lang === 'vi' ? 'Không tìm thấy văn bản nào.' : 'No document was found.',
            ...(found.didYouMean ? [`${o.lang === 'vi' ? 'Có phải' : 'Did you mean'}: ${found.didYouMean}`] : []),
          ],
    )
    return found.items.length > 0 ? 0 : 1
  })
}
