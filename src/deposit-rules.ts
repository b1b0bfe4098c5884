/** What the settings ask of every deposit: how citation keys are made, and whether JATS is judged before keeping. */
import type { StoredArticle } from '../schemas/article.ts'
import type { Settings } from '../schemas/settings.ts'
import { Refusal } from './article/refusal.ts'
import { writers } from './formats/index.ts'
import { siteOf } from './settings.ts'
import type { Verification } from './verify/verify.ts'

export function depositRules(settings: Settings, verification: Verification) {
  const site = siteOf(settings)
  const verified = writers.filter(({ name }) => verification.covers(name))
  const judge = (article: StoredArticle): void => {
    const findings = verified.flatMap((codec) => verification.judge(codec.name, codec.write(article, site)))
    const [first] = findings
    if (first) throw new Refusal('invalid-article', `${first.pointer || 'The record'}: ${first.message}`, { findings })
  }
  return { keyTemplate: settings.CITATION_KEY, ...(settings.VERIFY_JATS === 'deposit' && { judge }) }
}
