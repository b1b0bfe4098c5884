/** Rich text as the API prints it: a string of XML with Crossref’s face mark-up, abstracts in JATS with its prefix. */
import type { Abstract } from '../../../schemas/article.ts'
import { hasMarkup } from '../../text/rich.ts'
import { section } from '../crossref/abstracts.ts'
import { faces } from '../crossref/rich.ts'

/** Mathematics says its namespace itself, since the string stands alone. */
export const titleText = (rich: string): string =>
  hasMarkup(rich) ? faces(rich).replaceAll('<mml:math', `<mml:math xmlns:mml="${mathml}"`) : rich

const mathml = 'http://www.w3.org/1998/Math/MathML'

export const abstractText = ({ sections }: Abstract): string =>
  sections
    .map((one, index) => section(one, index))
    .join('')
    .replaceAll('<mml:math', `<mml:math xmlns:mml="${mathml}"`)
