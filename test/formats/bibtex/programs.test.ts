import fc from 'fast-check'
import t from 'tap'
import { admit } from '../../../src/article/admit.ts'
import { article } from '../../arbitraries.ts'
import { isInstalled, judgeBibtex } from '../../conformance/bibtex.ts'
import { corners } from '../../corners.ts'

const absent = ['biber', 'bibtex', 'pdflatex'].filter((program) => !isInstalled(program))

t.test('what BibTeX, biber and LaTeX say', { skip: absent.length === 3 && 'none of them is installed' }, async (t) => {
  if (absent.length > 0) t.comment(`not installed: ${absent.join(', ')}`)
  const traits = Object.values(corners).map((draft) => admit(draft).article)
  const judgements = judgeBibtex([...traits, ...fc.sample(article(), { numRuns: 60, seed: 3 })])
  for (const { format, judge, failures } of judgements) t.strictSame(failures, [], `${format}: ${judge}`)
})
