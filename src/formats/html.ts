/** A saved web page of an article: read only, from its metadata and its text. */
import Type from 'typebox'
import type { Codec } from './codec.ts'
import { readPage } from './html/read.ts'

export const html = {
  name: 'html',
  title: 'Web page (HTML)',
  mediaType: 'text/html',
  aliases: ['application/xhtml+xml'],
  extension: '.html',
  schema: Type.String({ description: 'The HTML of one article’s web page.' }),
  frame: ['', '', ''],
  loses: [],
  sniffs,
  read: readPage,
} as const satisfies Codec

const page = /<(?:!doctype\s+html|html|head|body)[\s>]/i
const data = /<script\s[^>]{0,200}application\/ld\+json|<(?:meta|title|link|article|main|h1)[\s>]/i

function sniffs(text: string): number {
  const start = text.slice(0, 10_000)
  if (!/^[\s\ufeff]*</.test(start)) return 0
  if (page.test(start)) return 0.97
  return data.test(start) ? 0.6 : 0
}
