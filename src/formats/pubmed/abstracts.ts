/** Abstract and OtherAbstract: text, or an AbstractText for each paragraph, labelled with the heading of its section. */
import type { Abstract, Article } from '../../../schemas/article.ts'
import { each, element, type Markup } from '../../text/markup.ts'
import { plainText } from '../../text/rich.ts'
import { rich } from './rich.ts'

export const abstracts = ({ abstracts }: Article): Markup =>
  each(abstracts, (abstract, index) =>
    index === 0
      ? element('Abstract', content(abstract))
      : element('OtherAbstract', content(abstract), { Language: languageOf(abstract.language) }),
  )

/** Two small letters, as the help has them. */
const languageOf = (tag: string | undefined): string | undefined => tag?.split('-', 1)[0]?.toLowerCase()

function content({ sections }: Abstract): Markup {
  const [only, ...others] = sections
  if (only && others.length === 0 && only.title === undefined && only.paragraphs.length === 1)
    return rich(only.paragraphs[0] ?? '')
  return each(sections, section)
}

const section = ({ title, paragraphs }: Abstract['sections'][number]): Markup =>
  each(paragraphs, (paragraph, index) =>
    element('AbstractText', rich(paragraph), {
      Label: index === 0 && title !== undefined ? plainText(title) : undefined,
    }),
  )
