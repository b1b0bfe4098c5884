/** What formats make of an article, for people. */
import type { Article } from '../../schemas/article.ts'
import type { Site, WritableCodec } from '../formats/codec.ts'
import { writers } from '../formats/index.ts'
import { fatesOf } from '../formats/losses.ts'
import { lossesPage } from '../web/losses.ts'
import { lossReport } from './convert-answer.ts'

export const lossesHtml = (article: Article, codec: WritableCodec | undefined, { name }: Site): string =>
  lossesPage({
    name,
    // What is stored has one.
    doi: article.doi ?? '',
    rows: codec ? [] : writers.map((one) => ({ ...lossReport(article, one, false), name: one.name, title: one.title })),
    ...(codec && { chosen: { title: codec.title, fates: fatesOf(article, codec) } }),
  })
