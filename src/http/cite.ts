/** Citing for people: `/cite` makes a bibliography of DOIs that a form or an address names. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { type Cited, cite } from '../library/cite.ts'
import type { Library } from '../library/library.ts'
import { type FormName, forms, isFormName, listOf } from '../styles/forms.ts'
import { readItem } from '../styles/item.ts'
import type { References } from '../styles/references.ts'
import { bibliographyPage } from '../web/bibliography.ts'
import { localeNames } from './landing.ts'
import { sendPage } from './pages.ts'
import { textOf } from './request.ts'
import { styleWish } from './style-wish.ts'

const mostItems = 500
/** Characters of an address that every browser and proxy takes. */
const longestAddress = 1900

const extensions: Readonly<Record<FormName, string>> = { text: 'txt', html: 'html', rtf: 'rtf', markdown: 'md' }

interface CiteDoors {
  readonly library: Library
  readonly site: Site
  readonly references: References
}

/** Registers `/cite`. */
export function citeRoutes(app: FastifyInstance, { library, site, references }: CiteDoors): void {
  const { catalogue } = references
  const locales = localeNames(catalogue)

  async function answer(request: FastifyRequest, reply: FastifyReply, fields: URLSearchParams): Promise<FastifyReply> {
    const dois = doisOf(fields)
    const { style, others, unknown } = styleWish((fields.get('style') ?? '').slice(0, 300), catalogue)
    const tag = fields.get('locale') ?? ''
    const locale = catalogue.locale(tag === '' ? undefined : tag, style)
    const form = fields.get('as')
    if (form !== null && !isFormName(form)) throw new Refusal('invalid-request', `as=${form}: there is no such form.`)
    const manner = { style: style.id, locale, as: form ?? ('html' as const), marks: true }
    const cited: Cited =
      dois.length === 0
        ? { references: [], citations: [], items: [] }
        : await cite({ items: dois, manner }, { library, references, readItem })
    const texts = cited.references.map((one) => one.text)
    if (form !== null) return sendForm(reply, texts, form)
    const address = addressOf(dois, style.id, tag)
    return sendPage(
      request,
      reply,
      bibliographyPage({
        name: site.name,
        dois,
        style,
        others: others.map(({ id, title }) => ({ title, href: addressOf(dois, id, tag) })),
        ...(unknown !== undefined && { warning: `${unknown} This is ${style.title}.` }),
        locale: tag,
        locales,
        styles: catalogue.styles.length,
        references: texts,
        leftOut: cited.items.flatMap(({ id, status, detail = '' }) =>
          status === 'cited' ? [] : [{ id, why: detail }],
        ),
        ...(address.length <= longestAddress && dois.length > 0 && { address }),
      }),
    )
  }

  app.get('/cite', { schema: { hide: true } }, (request, reply) =>
    answer(request, reply, new URLSearchParams(request.url.split('?')[1] ?? '')),
  )
  app.post('/cite', { schema: { hide: true } }, (request, reply) =>
    answer(request, reply, new URLSearchParams(request.body === undefined ? '' : textOf(request.body))),
  )
}

/** Ticked one by one, or typed with blanks and line ends between. Throws `Refusal('invalid-request')` for too many. */
function doisOf(fields: URLSearchParams): readonly string[] {
  const typed = (fields.get('dois') ?? '').split(/[\s,;]+/)
  const dois = [...new Set([...fields.getAll('doi'), ...typed].map((one) => one.trim()).filter((one) => one !== ''))]
  if (dois.length <= mostItems) return dois
  throw new Refusal('invalid-request', `There are ${dois.length} items; up to ${mostItems} can be cited together.`)
}

function addressOf(dois: readonly string[], style: string, locale: string): string {
  const query = new URLSearchParams(dois.map((doi): [string, string] => ['doi', doi]))
  query.set('style', style)
  if (locale !== '') query.set('locale', locale)
  return `/cite?${query}`
}

/** As a file: opened in the place of the page it would be none of ours. */
const sendForm = (reply: FastifyReply, references: readonly string[], form: FormName): FastifyReply =>
  reply
    .headers({
      'content-disposition': `attachment; filename="bibliography.${extensions[form]}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
    })
    .type(`${forms[form].mediaType}; charset=utf-8`)
    .send(Buffer.from(listOf(references, forms[form])))
