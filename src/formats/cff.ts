/** Citation File Format 1.2.0: a CITATION.cff for the repository of an article’s software or data. */
import Type from 'typebox'
import type { Article, Draft } from '../../schemas/article.ts'
import { onlyDraft } from './as-read.ts'
import { citationFile } from './cff/article.ts'
import { coarsensOf, loses, transforms } from './cff/losses.ts'
import { readCff, sniffsCff } from './cff/read.ts'
import { formatYaml } from './cff/yaml.ts'
import type { Codec, ReadableCodec, WritableCodec } from './codec.ts'

export const cff = {
  name: 'cff',
  title: 'Citation File Format',
  mediaType: 'application/x-cff+yaml',
  aliases: ['text/x-cff'],
  extension: '.cff',
  schema: Type.String({ description: 'A CITATION.cff in YAML 1.2.' }),
  // YAML parts the documents of a stream with three hyphens (1.2.2, 9.2).
  frame: ['', '---\n', ''],
  loses,
  coarsens: coarsensOf(through),
  transforms,
  sniffs: sniffsCff,
  read: readCff,
  write: (article, _site, options): string => formatYaml(citationFile(article, options)),
} as const satisfies Codec & ReadableCodec & WritableCodec

function through(article: Article): Draft | undefined {
  return onlyDraft(readCff(formatYaml(citationFile(article, undefined))))
}
