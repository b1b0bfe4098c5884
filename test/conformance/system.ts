/** Judges that are programs of the system: BibTeX, biber and LaTeX. Where one is absent the table says so. */
import type { Article } from '../../schemas/article.ts'
import { isInstalled, judgeBibtex } from './bibtex.ts'

export interface SystemVerdict {
  readonly format: string
  readonly judge: string
  readonly records: number
  readonly failures: number
  readonly remark: string
}

const programs = ['biber', 'bibtex', 'pdflatex']

/** Their verdicts over these articles. */
export async function systemJudges(articles: readonly Article[]): Promise<readonly SystemVerdict[]> {
  const verdicts = judgeBibtex(articles).map(({ format, judge, records, failures }) => ({
    format,
    judge,
    records,
    failures: failures.length,
    remark: failures.slice(0, 3).join(' · '),
  }))
  const absent = programs.filter((program) => !isInstalled(program))
  return [
    ...verdicts,
    ...absent.map((program) => ({
      format: 'bibtex, bibtex-ascii, biblatex',
      judge: program,
      records: 0,
      failures: 0,
      remark: `not run: ${program} is not installed`,
    })),
  ]
}
